namespace Kiali.Tracing.Reports.Layout;

/// <summary>What stands on which page.</summary>
/// <param name="Pages">The content of each page, in order.</param>
/// <param name="Anchors">Where each anchor is.</param>
internal sealed record PagePlan(IReadOnlyList<LayoutBlock> Pages, IReadOnlyDictionary<string, AnchorPlace> Anchors);
