using Kiali.Tracing.Figures;
using Kiali.Tracing.Reports.Layout;
using Kiali.Tracing.Reports.Text;
using SkiaSharp;

namespace Kiali.Tracing.Reports.Composition;

/// <summary>A label and what it stands for; a gap is marked.</summary>
internal sealed class FactLine : LayoutBlock
{
    private readonly Paragraph _label;
    private readonly Paragraph _text;
    private readonly float _labelWidth;

    /// <summary>Creates a line.</summary>
    /// <param name="label">The label.</param>
    /// <param name="text">What it stands for.</param>
    /// <param name="labelWidth">The label's width in points.</param>
    /// <param name="isGap">Whether it says what is missing.</param>
    /// <param name="maximumLines">How many lines the text may have.</param>
    public FactLine(string label, string text, float labelWidth, bool isGap, int maximumLines = int.MaxValue)
    {
        _labelWidth = labelWidth;
        _label = new Paragraph(label, Paper.KeyLabel.In(Paper.Color(Palette.SecondInk)));
        _text = new Paragraph(isGap ? $"! {text}" : text, isGap ? Paper.KeyLabel.In(Paper.Alarm) : Paper.KeyLabel) { MaximumLines = maximumLines };
    }

    public override float Measure(FontLibrary fonts, float width) =>
        Math.Max(_label.Measure(fonts, _labelWidth), _text.Measure(fonts, width - _labelWidth)) + 2;

    public override void Draw(DrawContext context, SKRect area)
    {
        _label.Draw(context, SKRect.Create(area.Left, area.Top, _labelWidth, area.Height));
        _text.Draw(context, new SKRect(area.Left + _labelWidth, area.Top, area.Right, area.Bottom));
    }
}
