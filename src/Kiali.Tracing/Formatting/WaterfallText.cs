using Kiali.Tracing.Analyses.TraceDetail;

namespace Kiali.Tracing.Formatting;

/// <summary>The words of a waterfall's rows, the same in picture and table.</summary>
internal static class WaterfallText
{
    /// <summary>What is folded into a row.</summary>
    /// <param name="row">A fold.</param>
    /// <returns>For instance <c>24 × mongodb.find</c>.</returns>
    public static string OfFold(WaterfallRow row) => row.Kind switch
    {
        WaterfallRowKind.Siblings when row.SpanCount > row.MemberCount =>
            $"{NumberText.Count(row.MemberCount)} × {row.Label.Action}, {NumberText.Counted(row.SpanCount, "span")}",
        WaterfallRowKind.Siblings => $"{NumberText.Count(row.MemberCount)} × {row.Label.Action}",
        WaterfallRowKind.Repeat => $"{NumberText.Counted(row.SpanCount, "span")}, shaped as {(row.LikeIsAbove ? "above" : "below")}",
        WaterfallRowKind.Elsewhere => $"{NumberText.Counted(row.SpanCount, "span")} elsewhere, none above {Largest(row)}",
        _ => $"{NumberText.Counted(row.SpanCount, "span")}, none above {Largest(row)}",
    };

    /// <summary>How a row ended.</summary>
    /// <param name="row">The row.</param>
    /// <returns>For instance <c>504 UT</c>; of a fold <c>4 of 30</c> when some failed, else nothing.</returns>
    public static string OfStatus(WaterfallRow row) => (row.IsFold, row.ErrorCount) switch
    {
        (true, 0) => string.Empty,
        (true, _) => $"{NumberText.Count(row.ErrorCount)} of {NumberText.Count(row.SpanCount)}",
        (_, 0) => SpanOutcome.Of(row.Span).Text,
        _ => SpanErrors.TextOf(SpanOutcome.Of(row.Span)),
    };

    private static string Largest(WaterfallRow row) => $"{NumberText.Percent(Math.Ceiling(row.LargestShare * 1000) / 10)} % of the trace";
}
