using Kiali.Tracing.Figures;

namespace Kiali.Tracing.Views;

/// <summary>A column of a <see cref="TableBlock"/>.</summary>
/// <param name="Header">Its header with the unit: <c>ms</c>, <c>errors %</c>; spaces in it do not break. Empty for none.</param>
/// <param name="Align">How its header and cells stand.</param>
public sealed record TableColumn(TextLine Header, CellAlign Align = CellAlign.Left)
{
    /// <summary>A second line of the header; null (the default) has none.</summary>
    public TextLine? SubHeader { get; init; }

    /// <summary>Its width in the notebook, px; null (the default) takes what is left, right for the last column only.</summary>
    public int? Width { get; init; }

    /// <summary>What a pointer over the header says; null says nothing.</summary>
    public string? Tooltip { get; init; }

    /// <summary>The most characters plain text gives it, above which its cells are cut with <c>…</c>; null (the default) has no limit of its own.</summary>
    public int? MaximumTextWidth { get; init; }
}
