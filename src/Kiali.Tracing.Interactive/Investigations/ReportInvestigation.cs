using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Heatmaps;
using Kiali.Tracing.Analyses.Incidents;
using Kiali.Tracing.Analyses.LogLines;
using Kiali.Tracing.Analyses.MeshGraphs;
using Kiali.Tracing.Analyses.MetricCharts;
using Kiali.Tracing.Analyses.Stats;
using Kiali.Tracing.Analyses.TraceDetail;
using Kiali.Tracing.Analyses.Traces;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Interactive.Verbs;
using Kiali.Tracing.Reports;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Interactive.Investigations;

/// <summary>Gathers what an incident report shows: finds the incident and a trace that stands for it, and runs the analyses around both.</summary>
/// <remarks>A kind of data that no source has leaves its section out; the provenance says what there was.</remarks>
/// <param name="session">The sources.</param>
/// <param name="progress">Where to say how far it is.</param>
public sealed class ReportInvestigation(KialiSession session, IProgress<ProgressReport> progress)
{
    private const int MostTraces = 20_000;
    private const int MostCompared = 100;
    private const int MostOverlaid = 1_000;
    private static readonly TimeSpan LongestBaseline = TimeSpan.FromHours(1);

    private readonly List<Warning> _warnings = [];

    /// <summary>Gathers the report.</summary>
    /// <param name="window">The stretch of time.</param>
    /// <param name="title">The title; null to name the incident by what was found.</param>
    /// <param name="traceText">The trace to look at; null for the one that stands for the incident, else the slowest.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The report's input.</returns>
    /// <exception cref="VerbFailedException">No source has traces, or the trace does not exist.</exception>
    /// <exception cref="SourceException">A source failed.</exception>
    public async Task<IncidentReport> RunAsync(AnalysisWindow window, string? title, string? traceText, CancellationToken cancellationToken)
    {
        Say("traces", 0);
        Answer<TraceSet> found = await session.FindTracesAsync(
            new TraceQuery { Window = window.Range, Limit = MostTraces }, cancellationToken).ConfigureAwait(false);
        _warnings.AddRange(found.Warnings);
        ImmutableArray<Trace> traces = [.. found.Value.Traces];
        IncidentResult incident = IncidentAnalysis.Compute(traces, new IncidentOptions());
        Trace? trace = traceText is null
            ? traces.FirstOrDefault(candidate => candidate.TraceId == incident.Representative) ?? traces.MaxBy(candidate => candidate.DurationNanos)
            : (await session.GetTraceAsync(traceText, cancellationToken).ConfigureAwait(false)).Value;
        AnalysisWindow stretch = incident.Stretch is { } range ? window with { Range = range } : window;
        TracesResult summary = TracesAnalysis.Compute(found, window, new TracesOptions { Limit = MostTraces, Chosen = trace?.TraceId });
        Say("statistics", 0.2);
        StatsResult stats = await StatsAsync(stretch, cancellationToken).ConfigureAwait(false);
        Say("metrics", 0.3);
        MetricsResult? metrics = await MetricsAsync(Around(window, incident), incident, trace, cancellationToken).ConfigureAwait(false);
        HeatmapResult? heatmap = await HeatmapAsync(window, incident, trace, cancellationToken).ConfigureAwait(false);
        Say("graph", 0.6);
        GraphResult? graph = await GraphAsync(stretch, trace, cancellationToken).ConfigureAwait(false);
        Say("logs", 0.8);
        LogsResult? logs = await LogsAsync(trace, cancellationToken).ConfigureAwait(false);
        return new IncidentReport
        {
            Title = title ?? IncidentTitle.Of(incident),
            Subject = session.Focus.Namespace,
            Window = window,
            Provenance = ProvenanceOf(),
            Incident = incident,
            Traces = summary,
            TraceDetail = trace is null ? null : Detail(trace, traces, window),
            Heatmap = heatmap,
            Metrics = metrics,
            Graph = graph,
            Logs = logs,
            Stats = stats,
        };
    }

    private static TraceDetailResult Detail(Trace trace, ImmutableArray<Trace> traces, AnalysisWindow window)
        => TraceDetailAnalysis.Compute(trace, new TraceDetailOptions
        {
            Window = window,
            Others = [.. traces.Where(other => other.RootService == trace.RootService && other.TraceId != trace.TraceId)
                .OrderBy(other => Math.Abs(other.StartUnixNano - trace.StartUnixNano)).Take(MostCompared)],
            Complete = true,
            Warnings = [],
        });

    private async Task<StatsResult> StatsAsync(AnalysisWindow stretch, CancellationToken cancellationToken)
    {
        Answer<TraceSet> within = await session.FindTracesAsync(new TraceQuery { Window = stretch.Range }, cancellationToken).ConfigureAwait(false);
        return StatsAnalysis.Compute(within, stretch, new StatsOptions { By = [StatsKey.Workload] });
    }

    private async Task<MetricsResult?> MetricsAsync(AnalysisWindow window, IncidentResult incident, Trace? trace, CancellationToken cancellationToken)
    {
        WorkloadRef? workload = incident.Cause?.Workload ?? (trace is null ? null : HeatmapTargets.Choose(trace, new HeatmapOptions())?.Workload);
        return workload is null || !HasMetrics
            ? null
            : await new MetricsInvestigation(session).RunAsync(
                window, new MetricsOptions { Workload = workload }, MostOverlaid, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HeatmapResult?> HeatmapAsync(AnalysisWindow window, IncidentResult incident, Trace? trace, CancellationToken cancellationToken)
    {
        if (trace is null || !HasMetrics)
        {
            return null;
        }

        HeatmapOptions options = new();
        if (HeatmapTargets.Choose(trace, options) is null)
        {
            _warnings.Add(new Warning("no-heatmap", $"No span of trace {trace.TraceId} maps to a workload, so it is compared with no metrics.", 1, trace.TraceId.ToString()));
            return null;
        }

        return await HeatmapInvestigation.RunAsync(
            session, trace, Baseline(window, incident) is { } quiet ? options with { Intervals = options.Intervals.Add(HeatmapInterval.Baseline(quiet)) } : options,
            cancellationToken).ConfigureAwait(false);
    }

    // The incident with as much time before and after it, so that charts show the change and not the whole recording.
    private static AnalysisWindow Around(AnalysisWindow window, IncidentResult incident)
    {
        if (incident.Stretch is not { } stretch)
        {
            return window;
        }

        long length = stretch.EndUnixNano - stretch.StartUnixNano;
        return window with
        {
            Range = new TimeRange(
                Math.Max(window.Range.StartUnixNano, stretch.StartUnixNano - length), Math.Min(window.Range.EndUnixNano, stretch.EndUnixNano + length)),
        };
    }

    // The hour before the incident, as far as it is recorded.
    private TimeRange? Baseline(AnalysisWindow window, IncidentResult incident)
    {
        if (incident.Stretch is not { } stretch)
        {
            return null;
        }

        long earliest = (session.RecordedRange ?? window.Range).StartUnixNano;
        long start = Math.Max(earliest, stretch.StartUnixNano - UnixTime.ToNanos(LongestBaseline));
        return start < stretch.StartUnixNano ? new TimeRange(start, stretch.StartUnixNano) : null;
    }

    private async Task<GraphResult?> GraphAsync(AnalysisWindow stretch, Trace? trace, CancellationToken cancellationToken)
    {
        GraphOptions options = new() { InjectServices = true, Waypoints = await session.FindWaypointsAsync(cancellationToken).ConfigureAwait(false) };
        GraphInvestigation investigation = new(session);
        return investigation.HasGraph || trace is not null
            ? await investigation.AnalyzeAsync(stretch, true, options, null, trace, cancellationToken).ConfigureAwait(false)
            : null;
    }

    private async Task<LogsResult?> LogsAsync(Trace? trace, CancellationToken cancellationToken)
        => trace is null || !session.Sources.Any(source => source.Logs is not null)
            ? null
            : await new LogsInvestigation(session).OfTraceAsync(
                Answer.Whole(trace), null, new LogScope(), new LogsOptions(), cancellationToken).ConfigureAwait(false);

    private ReportProvenance ProvenanceOf() => new()
    {
        Sources = [.. session.Sources.SelectMany(source => source.Provenance)],
        SnapshotSha256 = session.Sources.Select(source => source.Sha256).FirstOrDefault(digest => digest is not null),
        Warnings = [.. session.Sources.SelectMany(source => source.Warnings), .. _warnings],
    };

    private bool HasMetrics => session.Sources.Any(source => source.HasMetrics);

    private void Say(string what, double fraction) => progress.Report(new ProgressReport("report", fraction, what));
}
