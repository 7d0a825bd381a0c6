using Kiali.Tracing.Figures;

namespace Kiali.Tracing.Rendering.Text;

/// <summary>Writes a tiny picture of signs as signs: <c>++ ++ + / ≈ . −</c>. Other pictures inside a row are said by the columns beside them.</summary>
internal static class CellSignText
{
    public static string Of(Figure? figure)
    {
        CellsMark? cells = figure?.Panels.SelectMany(panel => panel.Marks).OfType<CellsMark>().FirstOrDefault();
        return cells is null
            ? ""
            : string.Join(" / ", cells.Cells.GroupBy(cell => cell.Row).OrderBy(row => row.Key)
                .Select(row => string.Join(' ', row.OrderBy(cell => cell.Column).Select(cell => Sign(cell.Sign)))));
    }

    private static string Sign(CellSign sign) => sign switch
    {
        CellSign.MuchSlower => "++",
        CellSign.Slower => "+",
        CellSign.Same => "·",
        CellSign.Faster => "−",
        CellSign.MuchFaster => "−−",
        CellSign.NotToldApart => "≈",
        CellSign.NoData => "∅",
        _ => " ",
    };
}
