using Kiali.Tracing.Analyses.Incidents;
using Kiali.Tracing.Reports.Findings;

namespace Kiali.Tracing.Reports;

/// <summary>Names an incident by its numbers, for a report whose author gave no title.</summary>
public static class IncidentTitle
{
    /// <summary>The title when nothing stands out.</summary>
    public const string Nothing = "No incident found";

    /// <summary>Makes a title.</summary>
    /// <param name="incident">What changed; null when it was not looked for.</param>
    /// <returns>For instance <c>ratings-v1 slow, reviews-v3 fails</c>; <see cref="Nothing"/> when no stretch of requests was slow or failed.</returns>
    public static string Of(IncidentResult? incident) => (incident is null ? null : IncidentFindings.Title(incident)) ?? Nothing;
}
