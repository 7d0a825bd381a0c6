using System.Collections.Immutable;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Reports.Layout;
using Kiali.Tracing.Reports.Text;
using SkiaSharp;

namespace Kiali.Tracing.Reports.Composition;

/// <summary>Log lines on paper: light rows, a strip and a tint for who wrote them, long lines wrapped.</summary>
internal sealed class LogTable
{
    private static readonly SKColor ProxyTint = SKColor.Parse("#fff8e1");
    private static readonly SKColor SpanTint = SKColor.Parse("#eaf3fc");
    private static readonly SKColor ErrorTint = SKColor.Parse("#fdeceb");

    private static readonly GridStyle Style = new(Paper.TableHead) { Rule = Paper.Rule, RowPadding = 1.6f, Gap = 7, StripGap = 4 };

    private static readonly ImmutableArray<GridColumn> Columns =
    [
        new GridColumn("time") { Width = 50 },
        new GridColumn("from") { Width = 30 },
        new GridColumn("pod") { Width = 88, MaximumLines = 1 },
        new GridColumn("join") { Width = 16 },
        new GridColumn("line") { Weight = 1 },
    ];

    private readonly int _count;
    private readonly Func<int, LogTableRow> _row;
    private readonly int _maximumLength;
    private readonly int _head;
    private readonly HashSet<int> _cutRows = [];

    /// <summary>Creates a table.</summary>
    /// <param name="count">How many lines there are.</param>
    /// <param name="row">Makes the row of a line; called when it is laid out, and again when it is drawn.</param>
    /// <param name="options">How many lines are shown, and how much of each.</param>
    public LogTable(int count, Func<int, LogTableRow> row, ReportOptions options)
    {
        _count = count;
        _row = row;
        _maximumLength = Math.Max(1, options.MaximumLogLineLength);
        int shown = Math.Max(2, options.MaximumLogRows);
        Omitted = Math.Max(0, count - shown);
        _head = Omitted == 0 ? count : (shown + 1) / 2;
    }

    /// <summary>How many lines are left out between the first and the last ones.</summary>
    public int Omitted { get; }

    /// <summary>How many lines were cut, of those laid out so far.</summary>
    public int CutCount => _cutRows.Count;

    /// <summary>The table as a block.</summary>
    public Grid Block() => new(Columns, Omitted == 0 ? _count : _count - Omitted + 1, Row, Style);

    private GridRow Row(int index)
    {
        if (Omitted > 0 && index == _head)
        {
            string text = $"… {NumberText.Counted(Omitted, "line")} left out here";
            return new GridRow(new GridCell(text, Paper.Cell.As(FontRole.SemiBold)) { ColumnSpan = Columns.Length });
        }

        int line = Omitted == 0 || index < _head ? index : index - 1 + Omitted;
        LogTableRow row = _row(line);
        SKColor origin = row.Origin switch
        {
            LogLook.Proxy => Paper.Color(Palette.DegradedText),
            LogLook.Span => Paper.Color(Palette.Series),
            _ => Paper.Color(Palette.Ink),
        };
        TextStyle second = Paper.KeyNote with { Size = 7, LineHeight = 1.28f };
        return new GridRow(
            new GridCell(row.Time, Paper.Log),
            new GridCell(row.OriginWord, second.As(FontRole.SemiBold).In(origin)),
            new GridCell(row.Where, second),
            new GridCell(row.Join, Paper.Log),
            new GridCell(Line(row, line)))
        {
            Strip = row.Origin == LogLook.Proxy ? Paper.Color(Palette.Degraded) : origin,
            Tint = row.IsError ? ErrorTint : row.Origin switch
            {
                LogLook.Proxy => ProxyTint,
                LogLook.Span => SpanTint,
                _ => null,
            },
        };
    }

    private ImmutableArray<TextSpan> Line(LogTableRow row, int line)
    {
        ImmutableArray<TextSpan>.Builder spans = ImmutableArray.CreateBuilder<TextSpan>(3);
        if (row.IsError)
        {
            spans.Add(new TextSpan("✕ ", Paper.Log.As(FontRole.MonoBold).In(Paper.Color(Palette.Error))));
        }

        if (row.Text.Length <= _maximumLength)
        {
            spans.Add(new TextSpan(row.Text, Paper.Log));
            return spans.ToImmutable();
        }

        _cutRows.Add(line);
        int cut = char.IsHighSurrogate(row.Text[_maximumLength - 1]) ? _maximumLength - 1 : _maximumLength;
        spans.Add(new TextSpan(row.Text[..cut], Paper.Log));
        spans.Add(new TextSpan($" … {NumberText.Counted(row.Text.Length - cut, "more character")}", Paper.Log.In(Paper.Color(Palette.SecondInk))));
        return spans.ToImmutable();
    }
}
