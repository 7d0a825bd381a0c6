using System.Collections.Immutable;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Reports.Layout;
using Kiali.Tracing.Reports.Text;

namespace Kiali.Tracing.Reports.Composition;

/// <summary>The first page: title, summary, key figures, the figure that shows the incident, statements, contents, provenance.</summary>
internal static class Cover
{
    /// <summary>The anchor of the first page.</summary>
    public const string CoverAnchor = "cover";

    private const float LabelWidth = 54;

    /// <summary>The mark, eyebrow, title, window and summary.</summary>
    /// <param name="report">The report.</param>
    /// <param name="lead">The summary.</param>
    public static IEnumerable<LayoutBlock> Head(IncidentReport report, string lead)
    {
        TimeRange range = report.Window.Range;
        string eyebrow = string.IsNullOrEmpty(report.Subject) ? "Incident report" : $"Incident report · {report.Subject}";
        string window = TimeText.Window(range.StartUnixNano, range.EndUnixNano);
        yield return new Rule(Paper.Accent, 3, 28);
        yield return new Paragraph(eyebrow, Paper.Eyebrow) { SpaceBefore = 8, Anchor = CoverAnchor };
        yield return new Paragraph(report.Title, Paper.Title) { SpaceBefore = 4, MaximumLines = 3 };
        yield return new Paragraph($"{window} · {TimeText.Duration(range.Duration)} · times on all pages are UTC", Paper.Subtitle) { SpaceBefore = 4 };
        if (lead.Length > 0)
        {
            yield return new Paragraph(lead, Paper.Lead) { SpaceBefore = 14, MaximumLines = 6 };
        }
    }

    /// <summary>Key figures side by side between two rules.</summary>
    /// <param name="figures">The figures.</param>
    public static IEnumerable<LayoutBlock> KeyFigures(ImmutableArray<KeyFigure> figures)
    {
        if (figures.IsEmpty)
        {
            yield break;
        }

        yield return new Rule(Paper.Rule) { SpaceBefore = 12 };
        yield return new SideBySide(12, [.. figures.Select(figure => (1f, (LayoutBlock)KeyFigureBlock(figure)))]) { SpaceBefore = 9 };
        yield return new Rule(Paper.Rule) { SpaceBefore = 8 };
    }

    /// <summary>What the evidence says, and where it is shown.</summary>
    /// <param name="statements">The statements whose evidence is in the report, with it.</param>
    public static IEnumerable<LayoutBlock> Statements(ImmutableArray<(Statement Statement, Reference Reference)> statements)
    {
        if (statements.IsEmpty)
        {
            yield break;
        }

        GridStyle style = new(Paper.TableHead) { Rule = Paper.Rule, RowRule = Paper.RowRule, RowPadding = 2.6f, Gap = 8 };
        yield return new Paragraph("What the evidence says", Paper.SubHeading) { SpaceBefore = 14, KeepWithNext = true };
        yield return new Grid(
            [
                new GridColumn("statement") { Weight = 1.12f },
                new GridColumn("shown by") { Weight = 1 },
                new GridColumn("page") { Width = 24, Align = TextAlign.Right },
            ],
            statements.Length,
            index => StatementRow(statements[index].Statement, statements[index].Reference),
            style)
        {
            SpaceBefore = 3,
        };
    }

    /// <summary>The contents beside the provenance.</summary>
    /// <param name="contents">The sections.</param>
    /// <param name="report">The report.</param>
    public static LayoutBlock Foot(IReadOnlyList<ContentsEntry> contents, IncidentReport report)
    {
        List<LayoutBlock> left = [new Paragraph("Contents", Paper.SubHeading)];
        left.AddRange(contents.Select(entry =>
            new ContentsLine(entry.Number, entry.Title, entry.Anchor, Paper.KeyLabel with { Size = 8.5f }, Paper.Rule) { SpaceBefore = 2 }));
        List<LayoutBlock> right = [new Paragraph("Where it comes from", Paper.SubHeading)];
        right.AddRange(ProvenanceLines.Of(report).Select(line => (LayoutBlock)new FactLine(line.Label, line.Text, LabelWidth, line.IsGap, maximumLines: line.IsGap ? 2 : 1) { SpaceBefore = 2 }));
        return new SideBySide(36, (1, new Stack([.. left])), (1, new Stack([.. right]))) { SpaceBefore = 16 };
    }

    private static Stack KeyFigureBlock(KeyFigure figure) => new Stack(
        new Paragraph(figure.Value, Paper.KeyFigure) { MaximumLines = 1 },
        new Paragraph(figure.Label, Paper.KeyLabel) { MaximumLines = 2 },
        new Paragraph(figure.Note, Paper.KeyNote) { MaximumLines = 2 });

    private static GridRow StatementRow(Statement statement, Reference reference) => new(
        new GridCell(statement.Text, Paper.KeyLabel),
        new GridCell($"{reference.Label}: {statement.Detail}", Paper.KeyLabel) { LinkTo = reference.Anchor },
        new GridCell(string.Empty, Paper.KeyLabel) { PageOf = reference.Anchor });
}
