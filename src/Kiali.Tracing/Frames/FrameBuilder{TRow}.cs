using System.Globalization;
using Microsoft.Data.Analysis;

namespace Kiali.Tracing.Frames;

/// <summary>Fills the columns of a data frame row by row; every frame of this library is made with it, so that types and order are the same everywhere.</summary>
/// <typeparam name="TRow">What a row is made from.</typeparam>
/// <param name="rows">The rows.</param>
public sealed class FrameBuilder<TRow>(IReadOnlyList<TRow> rows)
{
    private readonly List<DataFrameColumn> _columns = [];

    /// <summary>Adds a column of text.</summary>
    /// <param name="name">The column's name, one of <see cref="FrameColumns"/>.</param>
    /// <param name="value">A row's text; null for unknown.</param>
    /// <returns>This builder.</returns>
    public FrameBuilder<TRow> Text(string name, Func<TRow, string?> value)
    {
        StringDataFrameColumn column = new(name, rows.Count);
        for (int row = 0; row < rows.Count; row++)
        {
            column[row] = value(rows[row]);
        }

        return Add(column);
    }

    /// <summary>Adds a column of numbers.</summary>
    /// <param name="name">The column's name, with its unit.</param>
    /// <param name="value">A row's number; null for unknown.</param>
    /// <returns>This builder.</returns>
    public FrameBuilder<TRow> Number(string name, Func<TRow, double?> value) => Add(new DoubleDataFrameColumn(name, rows.Select(value)));

    /// <summary>Adds a column of integers.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="value">A row's integer; null for unknown.</param>
    /// <returns>This builder.</returns>
    public FrameBuilder<TRow> Integer(string name, Func<TRow, long?> value) => Add(new Int64DataFrameColumn(name, rows.Select(value)));

    /// <summary>Adds a column of truths.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="value">A row's truth; null for unknown.</param>
    /// <returns>This builder.</returns>
    public FrameBuilder<TRow> Boolean(string name, Func<TRow, bool?> value) => Add(new BooleanDataFrameColumn(name, rows.Select(value)));

    /// <summary>Adds two columns of a time: <c>NAME</c> as UTC, rounded down to 100 ns, and <c>NAME_unix_nano</c> exactly.</summary>
    /// <param name="name">The name of the first.</param>
    /// <param name="unixNano">A row's time, Unix nanoseconds; null for unknown.</param>
    /// <returns>This builder.</returns>
    public FrameBuilder<TRow> Time(string name, Func<TRow, long?> unixNano)
    {
        DateTimeDataFrameColumn column = new(
            name, rows.Select(row => unixNano(row) is { } time ? UnixTime.ToDateTimeOffset(time).UtcDateTime : (DateTime?)null));
        Add(column);
        return Integer(string.Create(CultureInfo.InvariantCulture, $"{name}_unix_nano"), unixNano);
    }

    /// <summary>Adds a column of words joined by <c>,</c>.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">A row's words.</param>
    /// <returns>This builder.</returns>
    public FrameBuilder<TRow> List(string name, Func<TRow, IEnumerable<string>> values) => Text(name, row => string.Join(',', values(row)));

    /// <summary>The frame of the columns added.</summary>
    /// <returns>The frame.</returns>
    public DataFrame Build() => new(_columns);

    private FrameBuilder<TRow> Add(DataFrameColumn column)
    {
        _columns.Add(column);
        return this;
    }
}
