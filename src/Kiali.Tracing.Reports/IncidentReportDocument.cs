using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Reports.Composition;
using Kiali.Tracing.Reports.Finishing;
using Kiali.Tracing.Reports.Layout;
using Kiali.Tracing.Reports.Sections;
using Kiali.Tracing.Reports.Text;
using SkiaSharp;

namespace Kiali.Tracing.Reports;

/// <summary>Writes incident reports as PDF: A4, fonts embedded, contents with page numbers and links, bookmarks.</summary>
/// <example>
/// <code>
/// using FileStream file = File.Create("incident.pdf");
/// ReportResult written = IncidentReportDocument.Write(report, file, new ReportOptions());
/// </code>
/// </example>
public static class IncidentReportDocument
{
    private const int KeyFigureCount = 4;
    private const int MaximumStatements = 8;
    private const int MaximumNamedCharacters = 8;

    /// <summary>Writes a report.</summary>
    /// <param name="report">The results, their window and where they came from.</param>
    /// <param name="output">Where to; written from its current position, left open. Nothing is written when the report cannot be laid out.</param>
    /// <param name="options">How it is written.</param>
    /// <returns>What was written, with warnings about what could not be shown.</returns>
    /// <remarks>The bytes depend on the report and the options alone. Text of any origin is shown as it is and does nothing.</remarks>
    /// <exception cref="ArgumentException">The heatmap is of another trace than the one looked at closely.</exception>
    /// <exception cref="ReportLayoutException">The document cannot be laid out; a fault of a section, not of the data.</exception>
    /// <exception cref="IOException">The output cannot be written.</exception>
    public static ReportResult Write(IncidentReport report, Stream output, ReportOptions options)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(options);
        if (report.Heatmap is { } heatmap && report.TraceDetail?.Trace.TraceId != heatmap.TraceId)
        {
            throw new ArgumentException(
                $"The heatmap is of trace {heatmap.TraceId}, which is not the trace of the report; give both of one trace.", nameof(report));
        }

        ReportComposer composer = new();
        ImmutableArray<IReportSection> sections = [.. ReportSections.All.Where(section => section.IsIn(report))];
        LayoutBlock? opening = sections.Select(section => section.Opening(report, composer)).FirstOrDefault(figure => figure is not null);
        foreach (IReportSection section in sections)
        {
            section.Compose(report, options, composer);
        }

        using FontLibrary fonts = new();
        PageTemplate template = Template(report);
        Stack story = new([FittingCover(fonts, template.Body, report, sections, composer, opening), new PageBreak(), .. composer.Blocks]);
        PdfDocument document = new(story, template, Metadata(report, options), Outline(report, composer));
        PdfOutcome outcome = PdfWriter.Write(fonts, document, output);
        return new ReportResult(outcome.PageCount, composer.FigureCount, composer.TableCount, [.. composer.Warnings, .. Warnings(fonts, outcome)]);
    }

    // The cover is one page. Each section's first statement comes before any second one.
    private static Stack FittingCover(
        FontLibrary fonts, SKRect body, IncidentReport report, ImmutableArray<IReportSection> sections, ReportComposer composer, LayoutBlock? opening)
    {
        ImmutableArray<(Statement, Reference)> statements =
        [
            .. sections.SelectMany((section, order) => section.Statements(report)
                .Where(statement => composer.Evidence.ContainsKey(statement.Evidence))
                .Select((statement, rank) => (Statement: statement, Order: order, Rank: rank)))
                .OrderBy(one => one.Rank)
                .Take(MaximumStatements)
                .OrderBy(one => one.Order)
                .ThenBy(one => one.Rank)
                .Select(one => (one.Statement, composer.Evidence[one.Statement.Evidence])),
        ];
        for (int count = statements.Length; ; count--)
        {
            Stack cover = CoverOf(report, sections, composer, opening, statements[..count]);
            if (count == 0 || cover.Measure(fonts, body.Width) <= body.Height)
            {
                return cover;
            }
        }
    }

    private static Stack CoverOf(
        IncidentReport report,
        ImmutableArray<IReportSection> sections,
        ReportComposer composer,
        LayoutBlock? opening,
        ImmutableArray<(Statement, Reference)> statements)
    {
        string lead = string.Join(' ', sections.SelectMany(section => section.Lead(report)));
        ImmutableArray<KeyFigure> figures =
        [
            .. sections.SelectMany((section, order) => section.KeyFigures(report).Select((figure, rank) => (Figure: figure, Order: order, Rank: rank)))
                .OrderBy(one => one.Rank)
                .Take(KeyFigureCount)
                .OrderBy(one => one.Order)
                .ThenBy(one => one.Rank)
                .Select(one => one.Figure),
        ];
        List<LayoutBlock> blocks = [.. Cover.Head(report, lead), .. Cover.KeyFigures(figures)];
        if (opening is not null)
        {
            blocks.Add(opening);
        }

        blocks.AddRange(Cover.Statements(statements));
        blocks.Add(Cover.Foot(composer.Contents, report));
        return new Stack([.. blocks]);
    }

    private static PageTemplate Template(IncidentReport report)
    {
        string snapshot = report.Provenance.SnapshotSha256 is { Length: > 12 } hash ? $" · snapshot sha256 {hash[..8]}…{hash[^4..]}" : string.Empty;
        return new PageTemplate { Footer = new PageFoot($"Kiali.Tracing · {report.Title}{snapshot}") };
    }

    private static DocumentMetadata Metadata(IncidentReport report, ReportOptions options) => new(report.Title, options.Date ?? report.Window.Range.End)
    {
        Subject = TimeText.Window(report.Window.Range.StartUnixNano, report.Window.Range.EndUnixNano),
    };

    private static List<OutlineEntry> Outline(IncidentReport report, ReportComposer composer) =>
        [new OutlineEntry(report.Title, Cover.CoverAnchor, 0), .. composer.Outline];

    private static IEnumerable<Warning> Warnings(FontLibrary fonts, PdfOutcome outcome)
    {
        if (fonts.MissingCharacters.Count > 0)
        {
            StringBuilder names = new();
            foreach (int codePoint in fonts.MissingCharacters.Keys.Take(MaximumNamedCharacters))
            {
                names.Append(CultureInfo.InvariantCulture, $" U+{codePoint:X4}");
            }

            string more = fonts.MissingCharacters.Count > MaximumNamedCharacters ? " and more" : string.Empty;
            yield return new Warning(
                "missing-glyph", $"The bundled fonts lack{names}{more}; boxes are drawn in their place.", fonts.MissingCharacters.Values.Sum(count => (long)count));
        }

        if (!outcome.FontsAreSubset)
        {
            yield return new Warning("whole-fonts", "The fonts could not be cut down to what is used; the file holds them whole and is about 1 MB larger.");
        }
    }
}
