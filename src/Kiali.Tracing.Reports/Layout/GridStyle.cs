using Kiali.Tracing.Reports.Text;
using SkiaSharp;

namespace Kiali.Tracing.Reports.Layout;

/// <summary>How a table looks. Lengths are points.</summary>
/// <param name="Header">The style of the head.</param>
internal sealed record GridStyle(TextStyle Header)
{
    /// <summary>The room above and below the text of a row.</summary>
    public float RowPadding { get; init; } = 3;

    /// <summary>The room above and below the text of the head.</summary>
    public float HeaderPadding { get; init; } = 2.5f;

    /// <summary>The room between two columns.</summary>
    public float Gap { get; init; } = 6;

    /// <summary>The room between a row's strip and its first column; 0 for a table without strips.</summary>
    public float StripGap { get; init; }

    /// <summary>The strip's width.</summary>
    public float StripWidth { get; init; } = 2.5f;

    /// <summary>The rule under the head and at the end.</summary>
    public SKColor Rule { get; init; }

    /// <summary>The rule between rows, null for none.</summary>
    public SKColor? RowRule { get; init; }
}
