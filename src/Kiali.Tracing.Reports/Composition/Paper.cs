using Kiali.Tracing.Figures;
using Kiali.Tracing.Reports.Text;
using SkiaSharp;

namespace Kiali.Tracing.Reports.Composition;

/// <summary>The type scale and the inks of a report on white paper.</summary>
internal static class Paper
{
    /// <summary>The least size of any text, in points.</summary>
    public const float LeastSize = 6;

    /// <summary>The ink of rules.</summary>
    public static readonly SKColor Rule = Color(Palette.Hairline);

    /// <summary>The ink of the rules between rows.</summary>
    public static readonly SKColor RowRule = Color(Palette.Grid);

    /// <summary>The colour of the mark on the cover and of section numbers.</summary>
    public static readonly SKColor Accent = Color(Palette.Series);

    /// <summary>The ink of what is missing or wrong.</summary>
    public static readonly SKColor Alarm = Color(Palette.ErrorCell.Text);

    /// <summary>The line above the title.</summary>
    public static readonly TextStyle Eyebrow = new(FontRole.Body, 9, Color(Palette.SecondInk));

    /// <summary>The report's title.</summary>
    public static readonly TextStyle Title = new(FontRole.Bold, 22, Color(Palette.Ink)) { LineHeight = 1.2f };

    /// <summary>The line below the title.</summary>
    public static readonly TextStyle Subtitle = new(FontRole.Body, 9.5f, Color(Palette.SecondInk));

    /// <summary>The summary on the cover.</summary>
    public static readonly TextStyle Lead = new(FontRole.Body, 10, Color(Palette.Ink)) { LineHeight = 1.55f };

    /// <summary>A key figure.</summary>
    public static readonly TextStyle KeyFigure = new(FontRole.Bold, 13.5f, Color(Palette.Ink)) { LineHeight = 1.3f };

    /// <summary>What a key figure is.</summary>
    public static readonly TextStyle KeyLabel = new(FontRole.Body, 8, Color(Palette.Ink)) { LineHeight = 1.3f };

    /// <summary>What qualifies a key figure.</summary>
    public static readonly TextStyle KeyNote = new(FontRole.Body, 7.2f, Color(Palette.SecondInk)) { LineHeight = 1.35f };

    /// <summary>A section's title.</summary>
    public static readonly TextStyle Section = new(FontRole.Bold, 14, Color(Palette.Ink)) { LineHeight = 1.25f };

    /// <summary>A heading inside a page.</summary>
    public static readonly TextStyle SubHeading = new(FontRole.Bold, 11.5f, Color(Palette.Ink)) { LineHeight = 1.3f };

    /// <summary>Running text.</summary>
    public static readonly TextStyle Body = new(FontRole.Body, 8.5f, Color(Palette.Ink)) { LineHeight = 1.45f };

    /// <summary>Running text of second rank.</summary>
    public static readonly TextStyle Note = new(FontRole.Body, 8, Color(Palette.SecondInk)) { LineHeight = 1.45f };

    /// <summary>A caption's text.</summary>
    public static readonly TextStyle Caption = new(FontRole.Body, 7.5f, Color(Palette.SecondInk)) { LineHeight = 1.4f };

    /// <summary>A caption's number.</summary>
    public static readonly TextStyle CaptionNumber = Caption.As(FontRole.Bold).In(Color(Palette.Ink));

    /// <summary>The head of a table.</summary>
    public static readonly TextStyle TableHead = new(FontRole.Body, 7.2f, Color(Palette.SecondInk)) { LineHeight = 1.3f };

    /// <summary>A cell of a table.</summary>
    public static readonly TextStyle Cell = new(FontRole.Body, 7.6f, Color(Palette.Ink)) { LineHeight = 1.3f };

    /// <summary>A log line.</summary>
    public static readonly TextStyle Log = new(FontRole.Mono, 6.6f, Color(Palette.Ink)) { LineHeight = 1.36f };

    /// <summary>The foot of a page.</summary>
    public static readonly TextStyle Foot = new(FontRole.Body, 7, Color(Palette.SecondInk));

    /// <summary>A colour for Skia.</summary>
    public static SKColor Color(Rgb color) => new(color.R, color.G, color.B);
}
