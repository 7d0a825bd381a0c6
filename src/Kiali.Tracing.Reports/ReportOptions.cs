namespace Kiali.Tracing.Reports;

/// <summary>How an incident report is written.</summary>
public sealed record ReportOptions
{
    /// <summary>The date of creation inside the PDF; null (the default) takes the end of the report's window. Never the clock: the same report
    /// with the same options gives the same bytes. A host that honours <c>SOURCE_DATE_EPOCH</c> passes it here.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>How many log rows are shown at most; default 20,000. Of more, the first and the last halves are shown and the gap is said.</summary>
    public int MaximumLogRows { get; init; } = 20_000;

    /// <summary>How many characters of one log line are shown at most; default 2,000. What is cut is counted in a warning.</summary>
    public int MaximumLogLineLength { get; init; } = 2_000;
}
