using System.Collections.Immutable;
using Kiali.Tracing.Catalog;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Interactive.Verbs;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Interactive.Investigations;

/// <summary>Gathers the inputs of every analysis of a window into a snapshot. A part whose source fails is left out, and said; the others are saved.</summary>
/// <param name="session">The sources.</param>
/// <param name="window">The window.</param>
/// <param name="workload">The workload to keep to; null for all.</param>
/// <param name="inNamespace">The namespace to keep to; null for all.</param>
internal sealed class SaveInvestigation(KialiSession session, AnalysisWindow window, WorkloadRef? workload, string? inNamespace)
{
    // A comparison looks back over its longest interval, and a sample counts for five minutes.
    private static readonly TimeSpan MetricMargin = TimeSpan.FromHours(3) + TimeSpan.FromMinutes(5);

    /// <summary>At most this many traces, the newest.</summary>
    public required int TraceLimit { get; init; }

    /// <summary>At most this many log lines, the newest.</summary>
    public required int LineLimit { get; init; }

    private string Scope => workload?.ToString() ?? (inNamespace is null ? string.Empty : $"namespace {inNamespace}");

    /// <summary>Saves what the session's sources have.</summary>
    /// <param name="writer">The snapshot.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The parts that could not be saved; empty when all were.</returns>
    /// <exception cref="VerbFailedException">No source has anything to save.</exception>
    /// <exception cref="SourceException">Nothing could be saved.</exception>
    public async Task<ImmutableArray<Warning>> SaveAsync(SnapshotWriter writer, CancellationToken cancellationToken)
    {
        ImmutableArray<Warning>.Builder failures = ImmutableArray.CreateBuilder<Warning>();
        int saved = 0;
        SourceException? first = null;
        foreach (Func<Task>? part in Parts(writer, cancellationToken))
        {
            try
            {
                if (part is not null)
                {
                    await part().ConfigureAwait(false);
                    saved++;
                }
            }
            catch (SourceException exception)
            {
                first ??= exception;
                failures.Add(new Warning("source-failed", exception.Message, 1, exception.SourceUri));
            }
        }

        return saved > 0
            ? failures.ToImmutable()
            : throw (first as Exception ?? VerbFailedException.Usage("No connected source has anything that a snapshot holds.", "connect traces, metrics or logs first"));
    }

    private IEnumerable<Func<Task>?> Parts(SnapshotWriter writer, CancellationToken cancellationToken)
    {
        yield return Has(source => source.Catalog) ? () => SaveWorkloadsAsync(writer, cancellationToken) : null;
        yield return Has(source => source.Traces) ? () => SaveTracesAsync(writer, cancellationToken) : null;
        yield return Has(source => source.RawMetrics) ? () => SaveMetricsAsync(writer, cancellationToken) : null;
        yield return Has(source => source.Logs) ? () => SaveLogsAsync(writer, cancellationToken) : null;
    }

    private bool Has(Func<OpenedSource, object?> part) => session.Sources.Any(source => part(source) is not null);

    private async Task SaveWorkloadsAsync(SnapshotWriter writer, CancellationToken cancellationToken)
    {
        Answer<ImmutableArray<Workload>> answer = await session.GetWorkloadsAsync(cancellationToken).ConfigureAwait(false);
        writer.AddWorkloads(answer, new SnapshotScope(string.Empty, window.Range, null));
    }

    private async Task SaveTracesAsync(SnapshotWriter writer, CancellationToken cancellationToken)
    {
        TraceQuery query = new() { Window = window.Range, Workload = workload, Namespace = workload is null ? inNamespace : null, Limit = TraceLimit };
        Answer<TraceSet> answer = await session.FindTracesAsync(query, cancellationToken).ConfigureAwait(false);
        writer.AddTraces(answer, new SnapshotScope(Scope, window.Range, TraceLimit), cancellationToken);
    }

    private async Task SaveMetricsAsync(SnapshotWriter writer, CancellationToken cancellationToken)
    {
        IRawMetricSource source = session.Sources.Select(item => item.RawMetrics).First(item => item is not null)!;
        string? space = workload?.Namespace ?? inNamespace;
        ImmutableArray<ImmutableArray<LabelMatcher>> selections = space is null
            ? [[]]
            : [[LabelMatcher.Equal(IstioLabels.DestinationWorkloadNamespace, space)],
                [LabelMatcher.Equal(IstioLabels.SourceWorkloadNamespace, space)],
                [LabelMatcher.Equal(IstioLabels.DestinationServiceNamespace, space)]];
        TimeRange range = new(window.Range.StartUnixNano - UnixTime.ToNanos(MetricMargin), window.Range.EndUnixNano);
        string query = (space is null ? string.Empty : $"namespace {space}: ") + string.Join(", ", IstioMetrics.SeriesNames);
        await writer.AddMetricsAsync(
            source, IstioMetrics.SeriesNames, selections, new SnapshotScope(query, range, null), session.Progress, cancellationToken).ConfigureAwait(false);
    }

    private async Task SaveLogsAsync(SnapshotWriter writer, CancellationToken cancellationToken)
    {
        LogQuery query = new()
        {
            Window = window.Range,
            Workloads = workload is null ? [] : [workload],
            Namespaces = workload is null && inNamespace is not null ? [inNamespace] : [],
            Limit = LineLimit,
        };
        Answer<ImmutableArray<RawLogLine>> answer = await session.RequireLogs("a snapshot").FindLinesAsync(query, cancellationToken).ConfigureAwait(false);
        writer.AddLogs(answer, new SnapshotScope(Scope, window.Range, LineLimit), cancellationToken);
    }
}
