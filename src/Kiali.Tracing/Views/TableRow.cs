using System.Collections.Immutable;

namespace Kiali.Tracing.Views;

/// <summary>A row of a <see cref="TableBlock"/>: cells, or a note that rows are left out.</summary>
public sealed record TableRow
{
    /// <summary>Its cells, left to right; those that lack are empty.</summary>
    public ImmutableArray<TableCell> Cells { get; init; } = [];

    /// <summary>How many rows are left out here, shown as <c>⋯ 89 more</c>; 0 (the default) for a row of cells.</summary>
    public long Omitted { get; init; }

    /// <summary>What is written after the number of rows left out; default <c>more</c>.</summary>
    public string OmittedWord { get; init; } = "more";

    /// <summary>A row of cells.</summary>
    /// <param name="cells">The cells, left to right.</param>
    /// <returns>The row.</returns>
    public static TableRow Of(params ReadOnlySpan<TableCell> cells) => new() { Cells = [.. cells] };

    /// <summary>A row that says how many are left out.</summary>
    /// <param name="count">How many, above 0.</param>
    /// <returns>The row.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not above 0.</exception>
    public static TableRow More(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return new() { Omitted = count };
    }
}
