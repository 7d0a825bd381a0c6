namespace Kiali.Tracing.Reports.Text;

/// <summary>Text broken into lines.</summary>
/// <param name="Lines">The lines from top to bottom.</param>
/// <param name="IsCut">Whether text was left out, marked by an ellipsis at the end of the last line.</param>
internal sealed record LaidOutText(GlyphLine[] Lines, bool IsCut)
{
    /// <summary>No text at all.</summary>
    public static LaidOutText Empty { get; } = new([], false);

    /// <summary>The height of all lines in points.</summary>
    public float Height { get; } = Lines.Sum(line => line.Pitch);

    /// <summary>The widest line in points.</summary>
    public float Width { get; } = Lines.Select(line => line.Width).DefaultIfEmpty().Max();
}
