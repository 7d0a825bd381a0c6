using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Traces;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Frames;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Json;
using Kiali.Tracing.Sources;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Interactive.Verbs;

/// <summary><c>traces</c>: the traces of a window as a scatter and a table.</summary>
public sealed class TracesCommand : VerbCommand
{
    private const int StandardLimit = 100;

    private static readonly VerbOption Service = new("--service", "only traces with a span of this service, as in service.name") { Alias = "-s", ValueName = "NAME" };
    private static readonly VerbOption Operation = new("--operation", "only traces with a span of this name") { ValueName = "NAME" };
    private static readonly VerbOption Errors = new("--errors", "only traces with a span that failed");
    private static readonly VerbOption MinDuration = new("--min-duration", "only traces that took at least this long, for instance 500ms") { ValueName = "DURATION" };
    private static readonly VerbOption MaxDuration = new("--max-duration", "only traces that took at most this long") { ValueName = "DURATION" };
    private static readonly VerbOption Limit = CommonOptions.Limit("traces", StandardLimit);
    private static readonly VerbOption Chosen = new("--trace", "trace to point out, by its id or the id's first digits")
    {
        ValueName = "ID",
        ValueKind = VerbValueKind.TraceId,
    };

    /// <inheritdoc/>
    public override VerbDefinition Definition { get; } = new("traces", "Shows the traces of a window: start, duration, spans and errors of each.")
    {
        Options = [.. CommonOptions.Target, Service, Operation, Errors, MinDuration, MaxDuration, .. CommonOptions.Window, Limit, Chosen],
        Examples =
        [
            new("traces -w productpage-v1 -n bookinfo --since 30m", "what passed through a workload in the last half hour"),
            new("traces --errors --min-duration 1s --limit 1000", "slow traces that failed"),
        ],
        SeeAlso = ["trace", "stats", "heatmap"],
        Formats = ["text", "json", "csv", "html", "svg", "png"],
        HasFrame = true,
    };

    /// <inheritdoc/>
    public override async Task<VerbResult> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        KialiSession session = context.Session;
        VerbArguments arguments = context.Arguments;
        AnalysisWindow window = session.ResolveWindow(arguments);
        string? inNamespace = await session.ResolveNamespaceAsync(arguments, cancellationToken).ConfigureAwait(false);
        WorkloadRef? workload = await session.ResolveWorkloadAsync(arguments, cancellationToken).ConfigureAwait(false);
        int limit = arguments.Count(Limit, StandardLimit);
        TraceQuery query = new()
        {
            Window = window.Range,
            Workload = workload,
            Namespace = workload is null ? inNamespace : null,
            Service = arguments.Text(Service),
            Operation = arguments.Text(Operation),
            ErrorsOnly = arguments.Has(Errors),
            MinDuration = arguments.Duration(MinDuration),
            MaxDuration = arguments.Duration(MaxDuration),
            Limit = limit,
        };
        Answer<TraceSet> found = await session.FindTracesAsync(query, cancellationToken).ConfigureAwait(false);
        TracesResult result = TracesAnalysis.Compute(
            found, window, new TracesOptions { Subject = SubjectOf(query), Limit = limit, Chosen = ChosenAmong(found.Value, arguments.Text(Chosen)) });
        return new VerbResult(TracesView.Of(result, new TracesViewOptions { CallName = context.CallName, FrameName = arguments.Text(CommonOptions.Name) ?? Definition.Name }))
        {
            WriteJson = output => TracesJson.Write(result, output),
            Frame = () => TracesFrame.Of(result),
            Figure = () => TracesFigure.Of(result),
            Complete = result.Complete,
            Warnings = result.Warnings,
        };
    }

    private static string? SubjectOf(TraceQuery query)
    {
        List<string> parts = [];
        if ((query.Workload?.ToString() ?? query.Namespace) is { } target)
        {
            parts.Add(target);
        }

        parts.AddRange(new[] { query.Service, query.Operation, query.ErrorsOnly ? "with errors" : null }.OfType<string>());
        return parts.Count == 0 ? null : string.Join(" · ", parts);
    }

    private static TraceId? ChosenAmong(TraceSet found, string? text)
    {
        if (text is null)
        {
            return null;
        }

        string digits = TraceIdText.DigitsOf(text)
            ?? throw VerbFailedException.Usage($"--trace takes a trace's id or at least {TraceIdText.FewestDigits} of its first digits, not \"{text}\".");
        ImmutableArray<TraceId> matches =
            [.. found.TraceIds.Where(id => id.ToString() is var whole && (whole.StartsWith(digits, StringComparison.Ordinal) || whole.TrimStart('0').StartsWith(digits, StringComparison.Ordinal)))];
        return matches.Length switch
        {
            1 => matches[0],
            0 => throw VerbFailedException.NotFound($"No trace {digits} among the {found.Count} traces found.", "look at a longer window, or raise --limit"),
            _ => throw VerbFailedException.Usage($"{matches.Length} of the traces found start with {digits}.", "give more digits"),
        };
    }
}
