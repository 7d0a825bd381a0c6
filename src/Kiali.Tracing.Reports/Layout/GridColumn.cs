using Kiali.Tracing.Reports.Text;

namespace Kiali.Tracing.Reports.Layout;

/// <summary>One column of a table.</summary>
/// <param name="Title">What its head says.</param>
internal sealed record GridColumn(string Title)
{
    /// <summary>The width in points; null to fit the content.</summary>
    public float? Width { get; init; }

    /// <summary>The share of the room that the other columns leave; 0 for a column that takes none of it.</summary>
    public float Weight { get; init; }

    /// <summary>Where lines stand, in the head too.</summary>
    public TextAlign Align { get; init; }

    /// <summary>Where lines break.</summary>
    public TextWrap Wrap { get; init; }

    /// <summary>How many lines a cell may have; the rest is cut and marked.</summary>
    public int MaximumLines { get; init; } = int.MaxValue;
}
