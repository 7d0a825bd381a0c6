namespace Kiali.Tracing.Reports.Layout;

/// <summary>A place in a table's rows: before a row, or inside one that is split.</summary>
/// <param name="Row">The row's index.</param>
/// <param name="Lines">For each cell of that row how many lines come before the place; null for the row's beginning.</param>
internal readonly record struct RowCursor(int Row, int[]? Lines = null);
