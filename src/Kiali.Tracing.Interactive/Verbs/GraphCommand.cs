using System.Collections.Immutable;
using Kiali.Tracing.Analyses.MeshGraphs;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Frames;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.Interactive.Investigations;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Json;
using Kiali.Tracing.Mapping;
using Kiali.Tracing.Sources;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Interactive.Verbs;

/// <summary>Shows who calls whom, how often, and how it goes; with a trace laid over.</summary>
public sealed class GraphCommand : VerbCommand
{
    private static readonly ImmutableArray<GraphType> Types = [GraphType.Workload, GraphType.App, GraphType.VersionedApp, GraphType.Service];

    private static readonly ImmutableArray<AmbientTraffic> AmbientKinds =
        [AmbientTraffic.Total, AmbientTraffic.Waypoint, AmbientTraffic.Ztunnel, AmbientTraffic.None];

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
    private static readonly VerbOption App = new("--app", "only this app, with callers and callees") { Alias = "-a", ValueName = "NAME", Default = "all" };
    private static readonly VerbOption Service = new("--service", "only this service, with callers and workloads") { Alias = "-s", ValueName = "NAME", Default = "all" };
    private static readonly VerbOption Workload = CommonOptions.Workload with { Description = "only this workload, with callers and callees", Default = "all" };

    private static readonly VerbOption Http = Rate("--http", "HTTP: requests, or none", TrafficRate.Requests, TrafficRate.None);

    private static readonly VerbOption Grpc = Rate(
        "--grpc", "gRPC: requests; messages sent, received, total; none", TrafficRate.Requests, TrafficRate.Sent, TrafficRate.Received, TrafficRate.Total, TrafficRate.None);

    private static readonly VerbOption Tcp = Rate(
        "--tcp", "TCP: bytes sent, received, total; none", TrafficRate.Sent, TrafficRate.Received, TrafficRate.Total, TrafficRate.None);

    private static readonly VerbOption Ambient = new("--ambient", "ambient proxies: total, waypoint, ztunnel, none")
    {
        ValueName = "PROXIES",
        Default = "total",
        Choices = [.. AmbientKinds.Select(GraphWords.Of)],
    };

    private static readonly VerbOption Idle = new("--idle", "also edges without traffic in the window");

    /// <summary>What decides how a graph is made, and so does not apply to one that is ready made.</summary>
    private static readonly ImmutableArray<VerbOption> OfMetricsOnly = [NoServices, Http, Grpc, Tcp, Ambient, Idle];

    /// <inheritdoc/>
    public override VerbDefinition Definition { get; } = new("graph", "Shows who calls whom, how often, and how it goes; with a trace laid over.")
    {
        Options =
        [
            TraceOption, CommonOptions.Namespace, CommonOptions.Cluster, Workload, App, Service, Type, NoServices, Http, Grpc, Tcp, Ambient, Idle, .. CommonOptions.Window,
        ],
        Formats = ["text", "json", "csv", "html", "svg", "png"],
        HasFrame = true,
        Examples =
        [
            new("graph --from 14:30 --source file:data/samples/bookinfo-ratings-delay", "the mesh during the sample incident"),
            new("graph -n bookinfo --format json", "one namespace, what comes in and goes out, for a program"),
            new("graph -w ratings-v1 -n bookinfo", "one workload with its callers and callees"),
            new("graph --http none --grpc total --tcp total", "messages and bytes, both ways"),
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
        GraphInvestigation investigation = new(session);
        if (!investigation.HasGraph && trace is null)
        {
            session.RequireMetrics("the graph");
        }

        if (investigation.IsReady && OfMetricsOnly.FirstOrDefault(arguments.Has) is { } given)
        {
            throw VerbFailedException.Usage(
                $"The graph is ready made, as no connected source has metrics: {given.Name} cannot be applied to it.", $"leave {given.Name} out, or connect a source with metrics");
        }

        string? inNamespace = await session.ResolveNamespaceAsync(arguments, cancellationToken).ConfigureAwait(false);
        GraphOptions options = new()
        {
            Type = arguments.Text(Type) is { } word ? Types.First(type => GraphWords.Of(type) == word) : GraphType.Workload,
            InjectServices = !arguments.Has(NoServices),
            Namespaces = inNamespace is null ? [] : [inNamespace],
            Cluster = arguments.Text(CommonOptions.Cluster) ?? session.Focus.Cluster,
            Focus = await ReadFocusAsync(session, arguments, inNamespace, cancellationToken).ConfigureAwait(false),
            Http = ReadRate(arguments, Http, TrafficRate.Requests),
            Grpc = ReadRate(arguments, Grpc, TrafficRate.Requests),
            Tcp = ReadRate(arguments, Tcp, TrafficRate.Sent),
            Ambient = arguments.Text(Ambient) is { } ambient ? AmbientKinds.First(kind => GraphWords.Of(kind) == ambient) : AmbientTraffic.Total,
            IncludeIdleEdges = arguments.Has(Idle),
            Waypoints = await session.FindWaypointsAsync(cancellationToken).ConfigureAwait(false),
        };
        AnalysisWindow window = session.ResolveWindow(arguments);
        GraphType? type = arguments.Has(Type) ? options.Type : null;
        bool isWindowGiven = session.Focus.Window is not null || CommonOptions.Window.Any(arguments.Has);
        GraphResult result = await investigation.AnalyzeAsync(window, isWindowGiven, options, type, trace?.Value, cancellationToken).ConfigureAwait(false);
        result = result with
        {
            Complete = result.Complete && trace?.Complete != false,
            Warnings = [.. result.Warnings, .. trace?.Warnings ?? [], .. NotesOn(trace?.Value, result.Window, investigation.HasGraph)],
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

    private static VerbOption Rate(string name, string description, params ReadOnlySpan<TrafficRate> rates)
    {
        ImmutableArray<string> words = [.. rates.ToArray().Select(GraphWords.Of)];
        return new VerbOption(name, description) { ValueName = "RATE", Default = words[0], Choices = words };
    }

    private static TrafficRate ReadRate(VerbArguments arguments, VerbOption option, TrafficRate standard)
        => arguments.Text(option) is { } word ? Enum.GetValues<TrafficRate>().First(rate => GraphWords.Of(rate) == word) : standard;

    private static async Task<GraphFocus?> ReadFocusAsync(KialiSession session, VerbArguments arguments, string? inNamespace, CancellationToken cancellationToken)
    {
        ImmutableArray<VerbOption> given = [.. ((VerbOption[])[Workload, App, Service]).Where(arguments.Has)];
        string? cluster = arguments.Text(CommonOptions.Cluster) ?? session.Focus.Cluster;
        if (given.Length > 1)
        {
            throw VerbFailedException.Usage($"A graph can be of one thing: {string.Join(" and ", given.Select(option => option.Name))} cannot be combined.");
        }

        if (arguments.Text(Workload) is { } name)
        {
            WorkloadRef workload = await session.FindWorkloadAsync(name, inNamespace, cluster, cancellationToken).ConfigureAwait(false);
            return new GraphFocus(GraphFocusKind.Workload, workload.Cluster, workload.Namespace, workload.Name);
        }

        return arguments.Text(App) is { } app ? new GraphFocus(GraphFocusKind.App, cluster, inNamespace, app)
            : arguments.Text(Service) is { } service ? new GraphFocus(GraphFocusKind.Service, cluster, inNamespace, service)
            : null;
    }

    private static IEnumerable<Warning> NotesOn(Trace? trace, AnalysisWindow window, bool hasGraph)
    {
        if (trace is null)
        {
            yield break;
        }

        if (MappingSummary.Of(trace).ToWarning() is { } unmapped)
        {
            yield return unmapped with { Source = trace.TraceId.ToString() };
        }

        if (!hasGraph)
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
