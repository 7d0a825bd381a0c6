namespace Kiali.Tracing.Reports.Text;

/// <summary>A word on its line.</summary>
/// <param name="Word">The shaped word.</param>
/// <param name="Style">How it looks.</param>
/// <param name="Left">Where it starts on the line, in points.</param>
internal readonly record struct TextToken(ShapedWord Word, TextStyle Style, float Left)
{
    /// <summary>The advance in points.</summary>
    public float Width => Word.Width * Style.Size;
}
