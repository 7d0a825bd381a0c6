using System.Collections.Immutable;
using System.Globalization;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Views;
using Microsoft.Data.Analysis;

namespace Kiali.Tracing.Tool.Jupyter.Values;

/// <summary>Writes the cells of one column: numbers with the same decimals from top to bottom.</summary>
internal sealed class FrameColumnText
{
    private const int SignificantDigits = 5;
    private const int MaximumDecimals = 6;
    private readonly DataFrameColumn column;
    private readonly int decimals;

    // Numbers so far apart that no count of decimals fits all are written one by one.
    private readonly bool mixed;

    private FrameColumnText(DataFrameColumn column, bool isNumeric, int decimals, bool mixed)
    {
        this.column = column;
        this.decimals = decimals;
        this.mixed = mixed;
        IsNumeric = isNumeric;
    }

    /// <summary>Whether the column holds numbers.</summary>
    public bool IsNumeric { get; }

    /// <summary>Looks at the rows that are shown.</summary>
    public static FrameColumnText Of(DataFrameColumn column, ImmutableArray<long> shown)
    {
        if (!column.IsNumericColumn())
        {
            return new FrameColumnText(column, isNumeric: false, 0, mixed: false);
        }

        double[] sizes =
        [
            .. shown.Select(row => column[row]).Where(value => value is not null)
                .Select(value => Math.Abs(Convert.ToDouble(value, CultureInfo.InvariantCulture))).Where(size => size > 0 && double.IsFinite(size)),
        ];
        bool whole = sizes.All(size => size == Math.Floor(size));
        if (whole || sizes.Length == 0)
        {
            return new FrameColumnText(column, isNumeric: true, 0, mixed: sizes.Any(size => size >= 1e18 && column.DataType == typeof(double)));
        }

        int decimals = Math.Clamp(SignificantDigits - 1 - (int)Math.Floor(Math.Log10(sizes.Max())), 1, MaximumDecimals);
        bool mixed = sizes.Min() < Math.Pow(10, -decimals) / 2 || sizes.Max() >= 1e15;
        return new FrameColumnText(column, isNumeric: true, decimals, mixed);
    }

    /// <summary>The cell of a row.</summary>
    public TableCell Cell(long row) => column[row] is { } value ? CellOf(value) : CellText.Null;

    private TableCell CellOf(object value) => value switch
    {
        double or float when !mixed => NumberText.Fixed(Convert.ToDouble(value, CultureInfo.InvariantCulture), decimals) is { Length: > 0 } text ? text : "NaN",
        sbyte or byte or short or ushort or int or uint or long => NumberText.Count(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        _ => CellText.Of(value),
    };
}
