using System.Collections.Immutable;
using Kiali.Tracing.Reports.Composition;
using Kiali.Tracing.Reports.Layout;

namespace Kiali.Tracing.Reports.Sections;

/// <summary>The part of a report that shows one feature's result.</summary>
internal interface IReportSection
{
    /// <summary>Whether the report has what the section shows.</summary>
    /// <param name="report">The report.</param>
    bool IsIn(IncidentReport report);

    /// <summary>Adds the section's blocks.</summary>
    /// <param name="report">The report.</param>
    /// <param name="options">How it is written.</param>
    /// <param name="composer">Where to.</param>
    void Compose(IncidentReport report, ReportOptions options, ReportComposer composer);

    /// <summary>The numbered figure that opens the report on the cover, when the section has one. It is Figure 1.</summary>
    /// <param name="report">The report.</param>
    /// <param name="composer">What numbers it.</param>
    LayoutBlock? Opening(IncidentReport report, ReportComposer composer) => null;

    /// <summary>The key figures that the section's result gives, best first.</summary>
    /// <param name="report">The report.</param>
    ImmutableArray<KeyFigure> KeyFigures(IncidentReport report) => [];

    /// <summary>What the section's result says, most telling first.</summary>
    /// <param name="report">The report.</param>
    ImmutableArray<Statement> Statements(IncidentReport report) => [];

    /// <summary>Sentences for the summary on the cover.</summary>
    /// <param name="report">The report.</param>
    ImmutableArray<string> Lead(IncidentReport report) => [];
}
