namespace Kiali.Tracing.Reports.Text;

/// <summary>Where a line stands in its width.</summary>
internal enum TextAlign
{
    /// <summary>At the left edge.</summary>
    Left,

    /// <summary>In the middle.</summary>
    Center,

    /// <summary>At the right edge.</summary>
    Right,
}
