namespace Kiali.Tracing.Figures;

/// <summary>Which part of a text stands at its place. The font is the reader's, so widths are not known and anchors do the aligning.</summary>
public enum TextAnchor
{
    /// <summary>Its left end.</summary>
    Start,

    /// <summary>Its middle.</summary>
    Middle,

    /// <summary>Its right end.</summary>
    End,
}
