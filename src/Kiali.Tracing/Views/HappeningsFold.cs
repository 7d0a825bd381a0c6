using System.Collections.Immutable;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Views;

/// <summary>A trace's errors and events by time, folded.</summary>
internal static class HappeningsFold
{
    private const int MostRows = 40;
    private const int LongestName = 60;
    private const int LongestText = 300;

    public static ImmutableArray<ViewBlock> Of(Trace trace)
    {
        ImmutableArray<Span> failed = [.. trace.Spans.Where(span => SpanErrors.ReasonOf(span) != ErrorReason.None)];
        int events = trace.Spans.Sum(span => span.Events.Length);
        if (failed.IsEmpty && events == 0)
        {
            return [];
        }

        // An error is known when its span ends.
        List<(long UnixNano, Span Span, SpanEvent? Event)> rows =
        [
            .. failed.Select(span => (span.EndUnixNano, span, (SpanEvent?)null)),
            .. trace.Spans.SelectMany(span => span.Events.Select(item => (item.UnixNano, span, (SpanEvent?)item))),
        ];
        ImmutableArray<TableRow> shown =
            [.. rows.OrderBy(row => row.UnixNano).Take(MostRows).Select(row => Row(trace, row.UnixNano, row.Span, row.Event))];
        if (rows.Count > MostRows)
        {
            shown = shown.Add(TableRow.More(rows.Count - MostRows));
        }

        return
        [
            new FoldBlock(
                Summary(failed.Length, events, rows.Count),
                [
                    new TableBlock(
                        [
                            new("time") { Width = 100 },
                            new("workload") { Width = 120, MaximumTextWidth = 30 },
                            new("span") { Width = 130, MaximumTextWidth = 40 },
                            new("", CellAlign.Center) { Width = 70 },
                            new("what"),
                        ],
                        shown),
                ]),
        ];
    }

    private static string Summary(int errors, int events, int rows)
    {
        string text = (errors, events) switch
        {
            (0, _) => NumberText.Counted(events, "event"),
            (_, 0) => NumberText.Counted(errors, "error"),
            _ => $"{NumberText.Counted(errors, "error")} and {NumberText.Counted(events, "event")}",
        };
        return rows > MostRows ? $"{text} (first {NumberText.Count(MostRows)})" : text;
    }

    private static TableRow Row(Trace trace, long unixNano, Span span, SpanEvent? item)
    {
        SpanLabel label = SpanLabel.Of(span, trace.ParentOf(span));
        return TableRow.Of(
            TimeText.TimeOfDay(unixNano),
            NameText.Cut(label.Owner, LongestName),
            NameText.Cut(label.Action, LongestName),
            item is null ? TableCell.Marked("✕ error", Palette.ErrorCell) : "◆ event",
            NameText.Cut(item is null ? ErrorText(span) : SpanEventText.Of(item), LongestText));
    }

    private static string ErrorText(Span span)
    {
        SpanOutcome outcome = SpanOutcome.Of(span);
        List<string> parts = [];
        if (outcome.HttpStatus is > 0)
        {
            parts.Add($"HTTP {NumberText.Fixed(outcome.HttpStatus.Value, 0)}");
        }

        if (outcome.GrpcStatus is not (null or 0))
        {
            parts.Add($"gRPC {NumberText.Fixed(outcome.GrpcStatus.Value, 0)}");
        }

        if (outcome.ResponseFlags is { } flags)
        {
            parts.Add(ResponseFlags.Explain(flags));
        }

        if (span.StatusMessage.Length > 0)
        {
            parts.Add(span.StatusMessage);
        }

        return parts.Count > 0 ? string.Join(", ", parts) : outcome.HasErrorTag ? "tagged as an error" : "status error";
    }
}
