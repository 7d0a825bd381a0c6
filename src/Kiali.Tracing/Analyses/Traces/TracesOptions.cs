namespace Kiali.Tracing.Analyses.Traces;

/// <summary>What a list of traces is about.</summary>
public sealed record TracesOptions
{
    /// <summary>What the traces have in common, for the title, for instance <c>productpage-v1.bookinfo</c>; null when nothing was asked for.</summary>
    public string? Subject { get; init; }

    /// <summary>At most how many traces were asked for; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>The trace to point out; null for none.</summary>
    public TraceId? Chosen { get; init; }
}
