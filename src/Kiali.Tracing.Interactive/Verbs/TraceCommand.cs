using Kiali.Tracing.Analyses.TraceDetail;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Frames;
using Kiali.Tracing.Interactive.Investigations;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Json;
using Kiali.Tracing.Sources;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Interactive.Verbs;

/// <summary><c>trace ID</c>: one trace as a waterfall, with its critical path and the traces like it.</summary>
public sealed class TraceCommand : VerbCommand
{
    private const int MostCompared = 100;

    /// <inheritdoc/>
    public override VerbDefinition Definition { get; } = new("trace", "Shows one trace: waterfall, critical path, similar traces, errors and events.")
    {
        Argument = new VerbArgument("ID", "trace to show: its id, the id's first digits, a traceparent, or the address of its page", true, VerbValueKind.TraceId),
        Options = [.. CommonOptions.Window],
        Examples =
        [
            new("trace e445da4", "by the first digits of its id"),
            new("trace e445da4 --format json", "every span with all its attributes"),
        ],
        SeeAlso = ["traces", "heatmap", "graph", "logs"],
        Formats = ["text", "json", "csv", "html", "svg", "png"],
        HasFrame = true,
    };

    /// <inheritdoc/>
    public override async Task<VerbResult> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        KialiSession session = context.Session;
        AnalysisWindow window = session.ResolveWindow(context.Arguments);
        Answer<Trace> found = await session.GetTraceAsync(context.Arguments.Argument!, cancellationToken).ConfigureAwait(false);
        Trace trace = found.Value;
        TraceQuery alike = new() { Window = window.Range, Service = trace.RootService.Length == 0 ? null : trace.RootService, Limit = MostCompared };

        // That not every trace of the window is compared is as it should be: it leaves this trace complete.
        Answer<TraceSet> others = await session.FindTracesAsync(alike, cancellationToken).ConfigureAwait(false);
        TraceDetailResult result = TraceDetailAnalysis.Compute(trace, new TraceDetailOptions
        {
            Window = window,
            Others = [.. others.Value.Traces.Where(other => other.RootService == trace.RootService)],
            Complete = found.Complete,
            Warnings = found.Warnings,
        });
        TraceComparison comparison = await TraceComparison.OfAsync(session, trace, cancellationToken).ConfigureAwait(false);
        result = result with { Complete = result.Complete && comparison.Complete, Warnings = [.. result.Warnings, .. comparison.Warnings] };
        TraceDetailViewOptions options = new() { CallName = context.CallName, Comparison = comparison.Blocks, Rank = comparison.Rank };
        return new VerbResult(TraceDetailView.Of(result, options))
        {
            WriteJson = output => TraceDetailJson.Write(result, output),
            Frame = () => TraceDetailFrame.Of(result),
            Figure = () => TraceDetailFigure.Of(result),
            Complete = result.Complete,
            Warnings = result.Warnings,
        };
    }
}
