using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Reports.Composition;

/// <summary>Says where a report's data came from, and what is missing.</summary>
internal static partial class ProvenanceLines
{
    private const int MaximumGaps = 4;

    /// <summary>The lines.</summary>
    /// <param name="report">The report.</param>
    /// <returns>Sources first, then when it was captured, then gaps; gaps past the fourth are counted.</returns>
    public static ImmutableArray<ProvenanceLine> Of(IncidentReport report)
    {
        ReportProvenance provenance = report.Provenance;
        ImmutableArray<ProvenanceLine>.Builder lines = ImmutableArray.CreateBuilder<ProvenanceLine>();
        foreach (Provenance source in provenance.Sources)
        {
            string origin = Shorten(source.Origin, report.Window.Range.Start.Date);
            lines.Add(new(source.Kind, source.Complete ? origin : $"{origin} · incomplete", !source.Complete));
        }

        string redacted = provenance.Redacted.IsEmpty ? "nothing redacted" : $"redacted: {string.Join(", ", provenance.Redacted)}";
        lines.Add(new("captured", provenance.CapturedAt is { } at ? $"{TimeText.Instant(UnixTime.ToUnixNano(at))} · {redacted}" : redacted, false));
        foreach (Warning warning in provenance.Warnings.Take(MaximumGaps))
        {
            string count = warning.Count > 1 ? $" (×{NumberText.Count(warning.Count)})" : string.Empty;
            lines.Add(new("missing", warning.Message + count, true));
        }

        if (provenance.Warnings.Length > MaximumGaps)
        {
            lines.Add(new("missing", $"{NumberText.Count(provenance.Warnings.Length - MaximumGaps)} more, see How this was measured", true));
        }

        return lines.ToImmutable();
    }

    // The times of captures as times of all pages are: UTC, without the date where it is the report's.
    private static string Shorten(string origin, DateTime date) => Rfc3339().Replace(
        origin,
        match => UnixTime.TryParseRfc3339(match.Value, out long time)
            ? UnixTime.ToDateTimeOffset(time).Date == date ? TimeText.Seconds(time) : TimeText.Instant(time)
            : match.Value);

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Rfc3339();
}
