using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Kiali.Tracing.Figures;

/// <summary>One line of text: runs, side by side.</summary>
/// <remarks>Written as a collection: <c>TextLine line = [TextRun.Strong("traces"), " · ", workload];</c>, or as a plain string.</remarks>
[CollectionBuilder(typeof(TextLine), nameof(Create))]
public sealed class TextLine : IReadOnlyList<TextRun>
{
    private TextLine(ImmutableArray<TextRun> runs) => Runs = runs;

    /// <summary>The line without text.</summary>
    public static TextLine Empty { get; } = new([]);

    /// <summary>The runs, left to right.</summary>
    public ImmutableArray<TextRun> Runs { get; }

    /// <inheritdoc/>
    public int Count => Runs.Length;

    /// <summary>Whether no run has any text.</summary>
    public bool IsEmpty => Runs.All(run => run.Text.Length == 0);

    /// <summary>The text alone, runs joined.</summary>
    public string PlainText => Runs.Length == 1 ? Runs[0].Text : string.Concat(Runs.Select(run => run.Text));

    /// <inheritdoc/>
    public TextRun this[int index] => Runs[index];

    /// <summary>Plain text as a line.</summary>
    /// <param name="text">The text.</param>
    public static implicit operator TextLine(string text) => FromString(text);

    /// <summary>One run as a line.</summary>
    /// <param name="run">The run.</param>
    public static implicit operator TextLine(TextRun run) => FromTextRun(run);

    /// <summary>Plain text as a line.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The line.</returns>
    public static TextLine FromString(string text) => text.Length == 0 ? Empty : new([new TextRun(text)]);

    /// <summary>One run as a line.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The line.</returns>
    public static TextLine FromTextRun(TextRun run) => new([run]);

    /// <summary>Makes a line of runs.</summary>
    /// <param name="runs">The runs, left to right.</param>
    /// <returns>The line.</returns>
    public static TextLine Create(ReadOnlySpan<TextRun> runs) => new([.. runs]);

    /// <inheritdoc/>
    public IEnumerator<TextRun> GetEnumerator() => ((IEnumerable<TextRun>)Runs).GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => PlainText;

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
