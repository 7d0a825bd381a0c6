using System.Collections.Immutable;

namespace Kiali.Tracing.Views;

/// <summary>Chooses the rows of a long table that are shown: its head, one row that matters, its tail; and says how many are left out between.</summary>
internal static class TableExcerpt
{
    /// <summary>Chooses rows.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="head">How many to show at the top.</param>
    /// <param name="tail">How many to show at the bottom.</param>
    /// <param name="chosen">The row that matters; null for none.</param>
    /// <param name="row">Makes the row at a position.</param>
    /// <returns>The rows, with a note where some are left out. A gap of one row is shown instead of noted.</returns>
    public static ImmutableArray<TableRow> Rows(int count, int head, int tail, int? chosen, Func<int, TableRow> row)
    {
        ImmutableArray<TableRow>.Builder rows = ImmutableArray.CreateBuilder<TableRow>();
        int shown = 0;
        foreach (int next in Enumerable.Range(0, count).Where(index => index < head || index >= count - tail || index == chosen))
        {
            if (next - shown == 1)
            {
                rows.Add(row(shown));
            }
            else if (next > shown)
            {
                rows.Add(TableRow.More(next - shown));
            }

            rows.Add(row(next));
            shown = next + 1;
        }

        if (count > shown)
        {
            rows.Add(TableRow.More(count - shown));
        }

        return rows.ToImmutable();
    }
}
