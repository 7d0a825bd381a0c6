using System.Collections.Immutable;
using Kiali.Tracing.Analyses.LogLines;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Interactive.Verbs;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Interactive.Investigations;

/// <summary>Merges log lines from a session's sources with the traces they belong to.</summary>
/// <param name="session">The sources.</param>
public sealed class LogsInvestigation(KialiSession session)
{
    /// <summary>How much of the time around a trace is looked at when no window is given.</summary>
    public static readonly TimeSpan TraceMargin = TimeSpan.FromSeconds(1);

    private const string WantedFor = "log lines";
    private const int MostReadToFilter = 100_000;

    // Proxies hold access lines back and write them together, Envoy's default being every 10 s.
    private static readonly TimeSpan FlushTime = TimeSpan.FromSeconds(15);

    /// <summary>Merges the lines of one trace in all pods that it touched.</summary>
    /// <param name="trace">The trace, as found.</param>
    /// <param name="window">The window; null for the trace's extent and <see cref="TraceMargin"/> on both sides.</param>
    /// <param name="scope">Whose lines; without workloads and namespaces, those that the trace touched.</param>
    /// <param name="options">What to show; the trace and its spans are added.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The lines.</returns>
    /// <exception cref="VerbFailedException">No source has logs, or previous containers are wanted of one that does not keep them apart.</exception>
    /// <exception cref="SourceException">The source failed.</exception>
    public async Task<LogsResult> OfTraceAsync(
        Answer<Trace> trace, AnalysisWindow? window, LogScope scope, LogsOptions options, CancellationToken cancellationToken)
    {
        long margin = UnixTime.ToNanos(TraceMargin);
        AnalysisWindow stretch = window ?? new AnalysisWindow(
            new TimeRange(trace.Value.StartUnixNano - margin, trace.Value.EndUnixNano + margin), session.NowUnixNano, session.IsLive);
        LogScope asked = scope;
        if (scope.Workloads.IsEmpty && scope.Namespaces.IsEmpty)
        {
            scope = scope with { Workloads = [.. trace.Value.Spans.Select(SpanWorkloads.WorkloadOf).OfType<WorkloadRef>().Distinct().Order()] };
        }

        Answer<ImmutableArray<RawLogLine>> lines = await FindLinesAsync(stretch.Range, scope, options, cancellationToken).ConfigureAwait(false);
        return LogsAnalysis.Compute(
            lines,
            new Answer<ImmutableArray<Trace>>([trace.Value], trace.Complete, trace.Warnings),
            stretch,
            options with
            {
                Chosen = trace.Value.TraceId,
                WithSpans = true,
                SpanWorkloads = asked.Workloads,
                SpanNamespace = asked.Namespaces is [var only] ? only : null,
                Margin = window is null ? TraceMargin : null,
            });
    }

    /// <summary>Merges the lines of a window, and the spans of the traces in it.</summary>
    /// <param name="window">The window.</param>
    /// <param name="scope">Whose lines, and whose spans.</param>
    /// <param name="traces">How many traces, the newest, are joined to the lines; null for none.</param>
    /// <param name="options">What to show.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The lines.</returns>
    /// <exception cref="VerbFailedException">No source has logs, or traces are wanted and no source has them.</exception>
    /// <exception cref="SourceException">A source failed.</exception>
    public async Task<LogsResult> OfWindowAsync(
        AnalysisWindow window, LogScope scope, int? traces, LogsOptions options, CancellationToken cancellationToken)
    {
        Answer<ImmutableArray<RawLogLine>> lines = await FindLinesAsync(window.Range, scope, options, cancellationToken).ConfigureAwait(false);
        Answer<ImmutableArray<Trace>> found = Answer.Whole(ImmutableArray<Trace>.Empty);
        if (traces is { } limit)
        {
            TraceQuery query = new()
            {
                Window = window.Range,
                Workload = scope.Workloads is [var workload] ? workload : null,
                Namespace = scope.Namespaces is [var space] ? space : null,
                Limit = limit,
            };
            Answer<TraceSet> set = await session.FindTracesAsync(query, cancellationToken).ConfigureAwait(false);
            found = new Answer<ImmutableArray<Trace>>([.. set.Value.Traces], set.Complete, set.Warnings);
        }

        return LogsAnalysis.Compute(
            lines,
            found,
            window,
            options with
            {
                WithSpans = traces is not null,
                SpanWorkloads = scope.Workloads,
                SpanNamespace = scope.Namespaces is [var only] ? only : null,
            });
    }

    private async Task<Answer<ImmutableArray<RawLogLine>>> FindLinesAsync(TimeRange range, LogScope scope, LogsOptions options, CancellationToken cancellationToken)
    {
        ILogSource source = session.RequireLogs(WantedFor);
        if (scope.Previous && !source.HasPreviousContainers)
        {
            throw VerbFailedException.Usage(
                $"{source.Uri} does not keep apart what a container wrote before it restarted.", "leave --previous out: it gives those lines with the others; or ask the cluster, kubernetes://CONTEXT");
        }

        LogQuery query = new()
        {
            Window = range,
            Workloads = scope.Workloads,
            Namespaces = scope.Namespaces,
            Containers = scope.Containers,
            Previous = scope.Previous,
            Limit = options.HasFilter ? Math.Max(options.Limit, MostReadToFilter) : options.Limit,
        };
        Answer<ImmutableArray<RawLogLine>> lines = await source.FindLinesAsync(query, cancellationToken).ConfigureAwait(false);
        long end = Math.Min(range.EndUnixNano + UnixTime.ToNanos(FlushTime), session.NowUnixNano);
        if (end <= range.EndUnixNano)
        {
            return lines;
        }

        Answer<ImmutableArray<RawLogLine>> late = await source.FindLinesAsync(
            query with { Window = new TimeRange(range.EndUnixNano, end) }, cancellationToken).ConfigureAwait(false);
        return new Answer<ImmutableArray<RawLogLine>>(
            [.. lines.Value, .. late.Value.Where(line => line.Role != ContainerRole.App)],
            lines.Complete && late.Complete,
            [.. lines.Warnings, .. late.Warnings.Except(lines.Warnings)]);
    }
}
