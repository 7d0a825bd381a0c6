using System.Collections.Immutable;
using Kiali.Tracing.Figures;

namespace Kiali.Tracing.Views;

/// <summary>A table. It shows head, the chosen row and tail, and says how many are left out; the frame has all.</summary>
/// <param name="Columns">The columns, left to right.</param>
/// <param name="Rows">The rows, top to bottom.</param>
public sealed record TableBlock(ImmutableArray<TableColumn> Columns, ImmutableArray<TableRow> Rows) : ViewBlock
{
    /// <summary>What kind of table it is; default a list.</summary>
    public TableLook Look { get; init; } = TableLook.List;

    /// <summary>The line above it: order, how many are shown, how many there are; null (the default) has none.</summary>
    public TextLine? Caption { get; init; }

    /// <summary>Whether a header row is shown. It is when any column has a header.</summary>
    public bool HasHeader => Columns.Any(column => !column.Header.IsEmpty || column.SubHeader is { IsEmpty: false });
}
