using SkiaSharp;

namespace Kiali.Tracing.Reports.Text;

/// <summary>How a stretch of text looks.</summary>
/// <param name="Role">The face.</param>
/// <param name="Size">The size in points.</param>
/// <param name="Color">The ink.</param>
/// <param name="TabularDigits">Whether all digits are equally wide, as columns of numbers need.</param>
internal readonly record struct TextStyle(FontRole Role, float Size, SKColor Color, bool TabularDigits = false)
{
    /// <summary>Whether the letters lean; the upright face is slanted.</summary>
    public bool Italic { get; init; }

    /// <summary>The distance from one baseline to the next, as a multiple of the size.</summary>
    public float LineHeight { get; init; } = 1.35f;

    /// <summary>The distance from one baseline to the next in points.</summary>
    public float LinePitch => Size * LineHeight;

    /// <summary>The same style in another ink.</summary>
    public TextStyle In(SKColor color) => this with { Color = color };

    /// <summary>The same style in another face.</summary>
    public TextStyle As(FontRole role) => this with { Role = role };
}
