namespace Kiali.Tracing.Figures;

/// <summary>Where an axis has its tick labels.</summary>
public enum AxisSide
{
    /// <summary>Below for a horizontal axis, left for a vertical one.</summary>
    Start,

    /// <summary>Above for a horizontal axis, right for a vertical one.</summary>
    End,

    /// <summary>Nowhere: the axis only gives coordinates and grid lines.</summary>
    None,
}
