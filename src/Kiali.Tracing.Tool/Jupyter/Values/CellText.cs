using Kiali.Tracing.Figures;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Tool.Jupyter.Values;

/// <summary>Values as cells of tables.</summary>
internal static class CellText
{
    private const int MaximumShown = 80;
    private const int MaximumTooltip = 1_000;

    /// <summary>The cell of a value that is missing.</summary>
    public static TableCell Null { get; } = new TextRun("null") { Italic = true };

    /// <summary>The cell of a value; long text is cut, and whole (within bounds) where a pointer is over it.</summary>
    public static TableCell Of(object? value)
    {
        if (value is null)
        {
            return Null;
        }

        string text = IsNumber(value) ? ScalarText.Of(value).Replace('-', '−') : ScalarText.Of(value);
        return text.Length <= MaximumShown
            ? text
            : new TableCell { Lines = [text[..MaximumShown] + "…"], Tooltip = text.Length <= MaximumTooltip ? text : text[..MaximumTooltip] + "…" };
    }

    /// <summary>Whether a value is a number.</summary>
    public static bool IsNumber(object? value) =>
        value is sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal;
}
