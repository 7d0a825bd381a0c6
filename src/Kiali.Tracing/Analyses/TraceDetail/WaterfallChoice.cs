namespace Kiali.Tracing.Analyses.TraceDetail;

/// <summary>A row chosen for a waterfall, by positions in the trace's depth-first order.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Parent">The parent of its members; −1 for none. Of a repeat the span whose subtree is folded.</param>
/// <param name="Members">The siblings it stands for, in order; what is below them goes with them, unless it is one span's own row.</param>
internal sealed record WaterfallChoice(WaterfallRowKind Kind, int Parent, int[] Members)
{
    public int First => Members[0];

    /// <summary>Of a repeat: the span whose subtree has the same shape and is open.</summary>
    public int Like { get; init; } = -1;
}
