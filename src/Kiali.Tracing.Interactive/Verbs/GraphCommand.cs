using System.Collections.Immutable;
using Kiali.Tracing.Analyses.MeshGraphs;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Frames;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Json;
using Kiali.Tracing.Sources;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Interactive.Verbs;

/// <summary>Shows who calls whom, how often, and how it goes; with a trace laid over.</summary>
public sealed class GraphCommand : VerbCommand
{
    private static readonly ImmutableArray<GraphType> Types = [GraphType.Workload, GraphType.App, GraphType.VersionedApp, GraphType.Service];

    private static readonly VerbOption TraceOption = new("--trace", "trace to lay over: an id, its first digits, or a page's URL")
    {
        ValueName = "ID",
        ValueKind = VerbValueKind.TraceId,
    };

    private static readonly VerbOption Type = new("--type", "what the nodes are")
    {
        ValueName = "TYPE",
        Default = "workload",
        Choices = [.. Types.Select(GraphWords.Of)],
    };

    private static readonly VerbOption NoServices = new("--no-services", "leave out the services between callers and workloads");

    /// <inheritdoc/>
    public override VerbDefinition Definition { get; } = new("graph", "Shows who calls whom, how often, and how it goes; with a trace laid over.")
    {
        Options = [TraceOption, CommonOptions.Namespace, Type, NoServices, .. CommonOptions.Window],
        Formats = ["text", "json", "csv", "html", "svg", "png"],
        HasFrame = true,
        Examples =
        [
            new("graph --from 14:30 --source file:data/samples/bookinfo-ratings-delay", "the mesh during the sample incident"),
            new("graph -n bookinfo --format json", "one namespace, what comes in and goes out, for a program"),
        ],
        SeeAlso = ["trace", "heatmap", "metrics"],
    };

    /// <inheritdoc/>
    public override async Task<VerbResult> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        KialiSession session = context.Session;
        VerbArguments arguments = context.Arguments;
        if (arguments.Has(TraceOption) && arguments.Text(Type) == GraphWords.Of(GraphType.Service))
        {
            throw VerbFailedException.Usage("A trace cannot be laid over a service graph: its spans are of workloads.", "leave --type service out");
        }

        Answer<Trace>? trace = arguments.Text(TraceOption) is { } id ? await session.GetTraceAsync(id, cancellationToken).ConfigureAwait(false) : null;
        IMetricSource? metrics = session.Sources.Select(source => source.Metrics).FirstOrDefault(source => source is not null);
        if (metrics is null && trace is null)
        {
            session.RequireMetrics("the graph");
        }

        string? inNamespace = await session.ResolveNamespaceAsync(arguments, cancellationToken).ConfigureAwait(false);
        GraphOptions options = new()
        {
            Type = arguments.Text(Type) is { } word ? Types.First(type => GraphWords.Of(type) == word) : GraphType.Workload,
            InjectServices = !arguments.Has(NoServices),
            Namespaces = inNamespace is null ? [] : [inNamespace],
        };
        AnalysisWindow window = session.ResolveWindow(arguments);
        GraphAnswers answers = metrics is null
            ? GraphAnswers.None
            : await GraphQueries.Of(window, options).AskAsync(metrics, cancellationToken).ConfigureAwait(false);
        GraphResult result = GraphAnalysis.Analyze(window, options, answers, trace?.Value);
        result = result with
        {
            Complete = result.Complete && trace?.Complete != false,
            Warnings = [.. result.Warnings, .. trace?.Warnings ?? [], .. NotesOn(trace?.Value, window, metrics)],
        };
        return new VerbResult(GraphView.Of(result, new GraphViewOptions { CallName = context.CallName }))
        {
            WriteJson = output => GraphJson.Write(result, output),
            Frame = () => GraphFrame.Of(result),
            Figure = () => GraphFigure.Of(result),
            Complete = result.Complete,
            Warnings = result.Warnings,
        };
    }

    private static IEnumerable<Warning> NotesOn(Trace? trace, AnalysisWindow window, IMetricSource? metrics)
    {
        if (trace is null)
        {
            yield break;
        }

        if (metrics is null)
        {
            yield return new Warning("no-metrics", "No connected source has metrics: the graph is of the trace alone, without rates and health.", 1, trace.TraceId.ToString());
        }
        else if (!window.Range.Overlaps(trace.StartUnixNano, trace.EndUnixNano))
        {
            yield return new Warning(
                "trace-outside-window",
                $"The trace lies outside the window: it started at {Formatting.TimeText.Instant(trace.StartUnixNano)}, so the rates are of another time.",
                1,
                trace.TraceId.ToString());
        }
    }
}
