using System.Collections;
using System.Collections.Immutable;
using Kiali.Tracing.Formatting;

namespace Kiali.Tracing.Tool.Jupyter.Values;

/// <summary>The first items of a sequence, and how many follow.</summary>
/// <param name="Items">The first items.</param>
/// <param name="More">How many follow, as far as was counted.</param>
/// <param name="IsCounted">Whether that is all: a sequence without end is not counted to its end.</param>
internal sealed record SequenceHead(ImmutableArray<object?> Items, long More, bool IsCounted)
{
    private const int MaximumShown = 100;
    private const int MaximumRows = 20;
    private const int MaximumCounted = 100_000;
    private const int MaximumItemText = 200;

    /// <summary>Whether nothing follows.</summary>
    public bool IsWhole => More == 0 && IsCounted;

    /// <summary>Reads a sequence as far as it is shown, and counts the rest within bounds.</summary>
    public static SequenceHead Of(IEnumerable sequence)
    {
        ImmutableArray<object?>.Builder items = ImmutableArray.CreateBuilder<object?>();
        int shown = MaximumShown;
        long more = 0;
        foreach (object? item in sequence)
        {
            // Rows of a table take more room than items of a line.
            if (items.Count == 0 && item is not null && !ObjectTable.IsScalar(item))
            {
                shown = MaximumRows;
            }

            if (items.Count < shown)
            {
                items.Add(item);
                continue;
            }

            if (sequence is ICollection collection)
            {
                return new SequenceHead(items.ToImmutable(), collection.Count - items.Count, IsCounted: true);
            }

            if (++more == MaximumCounted)
            {
                return new SequenceHead(items.ToImmutable(), more, IsCounted: false);
            }
        }

        return new SequenceHead(items.ToImmutable(), more, IsCounted: true);
    }

    /// <summary>The items on one line: <c>[1, 2, 3, … 97 more]</c>.</summary>
    public string ToText()
    {
        IEnumerable<string> texts = Items.Select(item => ScalarText.Of(item)).Select(text => text.Length <= MaximumItemText ? text : text[..MaximumItemText] + "…");
        return $"[{string.Join(", ", IsWhole ? texts : texts.Append($"… {MoreText()}"))}]";
    }

    /// <summary>How many follow, in words.</summary>
    public string MoreText() => $"{(IsCounted ? string.Empty : "at least ")}{NumberText.Count(More)} more";
}
