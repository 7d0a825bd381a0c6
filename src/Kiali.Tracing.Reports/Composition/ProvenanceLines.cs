using System.Collections.Immutable;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Reports.Composition;

/// <summary>Says where a report's data came from, and what is missing.</summary>
internal static class ProvenanceLines
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
            lines.Add(new(source.Kind, source.Complete ? source.Origin : $"{source.Origin} · incomplete", !source.Complete));
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
}
