using System.Collections.Immutable;

namespace Kiali.Tracing.Reports.Sections;

/// <summary>The sections of an incident report, in order. A new one is one line here.</summary>
internal static class ReportSections
{
    /// <summary>All sections.</summary>
    public static ImmutableArray<IReportSection> All { get; } =
    [
        new ChangesReportSection(),
        new TracesReportSection(),
        new TraceDetailReportSection(),
        new HeatmapReportSection(),
        new MetricsReportSection(),
        new GraphReportSection(),
        new LogsReportSection(),
        new StatsReportSection(),
        new MeasurementReportSection(),
    ];
}
