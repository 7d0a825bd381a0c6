using System.Globalization;
using System.Text;
using Kiali.Tracing.Figures;

namespace Kiali.Tracing.Tests.MetricCharts;

/// <summary>A picture as text, a line a mark, so that its structure can be approved and compared.</summary>
internal static class FigureOutline
{
    public static string Of(Figure figure)
    {
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"{figure.Width} × {figure.Height} · {figure.Title}");
        text.AppendLine(figure.Description);
        foreach (Panel panel in figure.Panels)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"panel {panel.Bounds.Left},{panel.Bounds.Top} {panel.Bounds.Width} × {panel.Bounds.Height}{AxisText(panel.Y)}");
            foreach (Mark mark in panel.Marks)
            {
                text.AppendLine("  " + MarkText(mark));
            }
        }

        return text.ToString();
    }

    private static string AxisText(Axis? axis)
        => axis is null ? string.Empty : $" · {axis.Scale} {string.Join(' ', axis.Ticks.Select(tick => tick.Label))}";

    private static string MarkText(Mark mark) => mark switch
    {
        LinesMark lines => Invariant($"line {lines.Name} {string.Join(' ', lines.Lines[0].Select(point => Number(point.Y)))}"),
        PointsMark points => Invariant($"points {points.Shape} {string.Join(' ', points.Points.Select(point => Number(point.Y)))}"),
        TextMark line => $"text {line.Line.PlainText}",
        BarsMark bars => Invariant($"band {Number(bars.Bars[0].Y0)} to {Number(bars.Bars[0].Y1)}"),
        BoxesMark boxes => Invariant($"boxes {string.Join(' ', boxes.Boxes.Select(box => $"{Number(box.Minimum)}|{Number(box.Median)}|{Number(box.Maximum)}"))}"),
        _ => mark.GetType().Name,
    };

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
