using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Reports.Tests;

/// <summary>Small reports to write.</summary>
internal static class Reports
{
    /// <summary>2026-11-14 14:00:00 UTC.</summary>
    public const long Start = 1_794_664_800L * UnixTime.NanosPerSecond;

    /// <summary>Twenty minutes of a recording.</summary>
    public static readonly AnalysisWindow Window = new(
        new TimeRange(Start, Start + (1_200 * UnixTime.NanosPerSecond)), Start + (1_200 * UnixTime.NanosPerSecond), IsLive: false);

    /// <summary>A report that holds no result at all.</summary>
    public static IncidentReport Empty { get; } = new()
    {
        Title = "ratings-v1 slow",
        Subject = "bookinfo",
        Window = Window,
        Provenance = new ReportProvenance
        {
            Sources = [new Provenance("traces", "100 of 100, limit 1,000", true), new Provenance("logs", "newest kept", false)],
            SnapshotSha256 = "4be1c07a" + new string('0', 52) + "d93f",
            Redacted = ["authorization"],
            Warnings = [new Warning("deadline", "3h p99: query stopped at 10 s", 2, "prometheus")],
        },
    };

    public static byte[] Write(IncidentReport report) => Write(report, out _);

    public static byte[] Write(IncidentReport report, out ReportResult result)
    {
        using MemoryStream output = new();
        result = IncidentReportDocument.Write(report, output, new ReportOptions());
        return output.ToArray();
    }
}
