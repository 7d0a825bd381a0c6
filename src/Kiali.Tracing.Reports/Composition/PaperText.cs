using System.Collections.Immutable;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Reports.Text;

namespace Kiali.Tracing.Reports.Composition;

/// <summary>Text of views and figures in the styles of paper.</summary>
internal static class PaperText
{
    // The monospaced face is wider than the other; a little smaller, both look equally large.
    private const float MonoScale = 0.92f;

    private const double LeastContrast = 4.5;

    /// <summary>A line's runs as styled text.</summary>
    /// <param name="line">The line.</param>
    /// <param name="style">The style of runs that say nothing of their own.</param>
    /// <param name="ground">What they stand on.</param>
    public static ImmutableArray<TextSpan> Spans(TextLine line, TextStyle style, Rgb ground) =>
        [.. line.Select(run => new TextSpan(run.Text, Style(run, style, ground)))];

    /// <summary>Lines one below the other as styled text.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="style">The style of runs that say nothing of their own.</param>
    /// <param name="ground">What they stand on.</param>
    public static ImmutableArray<TextSpan> Spans(ImmutableArray<TextLine> lines, TextStyle style, Rgb ground)
    {
        ImmutableArray<TextSpan>.Builder spans = ImmutableArray.CreateBuilder<TextSpan>();
        for (int i = 0; i < lines.Length; i++)
        {
            if (i > 0)
            {
                spans.Add(new TextSpan("\n", style));
            }

            // A line is one line, whatever it holds.
            spans.AddRange(Spans(lines[i], style, ground).Select(span => span with { Text = span.Text.ReplaceLineEndings(" ") }));
        }

        return spans.ToImmutable();
    }

    /// <summary>A colour that reads on a ground: itself, or its dark relative where it was chosen for dark rows.</summary>
    /// <param name="color">The colour.</param>
    /// <param name="ground">What it stands on.</param>
    public static Rgb Readable(Rgb color, Rgb ground)
    {
        if (color.ContrastWith(ground) >= LeastContrast)
        {
            return color;
        }

        Rgb dark = color == Palette.LogProxy ? Palette.DegradedText
            : color == Palette.LogSpan ? Palette.Series
            : color == Palette.LogMuted ? Palette.SecondInk
            : ground.BlackOrWhite();
        return dark.ContrastWith(ground) >= LeastContrast ? dark : ground.BlackOrWhite();
    }

    private static TextStyle Style(TextRun run, TextStyle style, Rgb ground)
    {
        TextStyle own = style with { Italic = run.Italic || style.Italic };
        if (run.Mono)
        {
            own = own with { Role = run.Bold ? FontRole.MonoBold : FontRole.Mono, Size = style.Size * MonoScale };
        }
        else if (run.Bold)
        {
            own = own.As(FontRole.SemiBold);
        }

        return run.Color is { } color ? own.In(Paper.Color(Readable(color, ground))) : own;
    }
}
