using Kiali.Tracing.Columns;

namespace Kiali.Tracing.Sources.Protobuf;

/// <summary>Remembers which text stood at each place of the message before: spans of one kind have the same keys, and many of the same values, in the same order.</summary>
/// <param name="columns">Numbers the texts.</param>
/// <param name="texts">Cleans them.</param>
internal sealed class RecentTexts(SpanColumnsBuilder columns, ProtobufText texts)
{
    private const int Places = 128;
    private const int LongestText = 64;

    // As many new texts in a row at one place, and the next is not looked for any more, but for one in as many.
    private const int ManyNew = 32;

    private readonly byte[] _texts = new byte[Places * LongestText];
    private readonly (int Length, int Number, int NewInARow)[] _known = [.. Enumerable.Repeat((-1, 0, 0), Places)];

    /// <summary>The number of a key in the columns.</summary>
    /// <param name="utf8">The key as it was sent.</param>
    /// <param name="place">Where it stands, from 0.</param>
    public int KeyNumberOf(ReadOnlySpan<byte> utf8, int place) => NumberOf(utf8, 2 * place, isValue: false);

    /// <summary>The number of a value's text in the columns.</summary>
    /// <param name="utf8">The text as it was sent.</param>
    /// <param name="place">Where it stands, from 0.</param>
    public int ValueNumberOf(ReadOnlySpan<byte> utf8, int place) => NumberOf(utf8, (2 * place) + 1, isValue: true);

    private int NumberOf(ReadOnlySpan<byte> utf8, int place, bool isValue)
    {
        if (place >= Places)
        {
            return columns.AddString(texts.Clean(utf8));
        }

        ref (int Length, int Number, int NewInARow) known = ref _known[place];
        Span<byte> text = _texts.AsSpan(place * LongestText, LongestText);
        if (known.Length == utf8.Length && utf8.SequenceEqual(text[..utf8.Length]))
        {
            known.NewInARow = 0;
            return known.Number;
        }

        ReadOnlySpan<byte> clean = texts.Clean(utf8);
        bool isKept = utf8.Length <= LongestText && clean == utf8;
        if (isKept)
        {
            utf8.CopyTo(text);
        }

        known.Length = isKept ? utf8.Length : -1;
        if (isValue && known.NewInARow > ManyNew && known.NewInARow % ManyNew != 0)
        {
            known.NewInARow++;
            known.Number = columns.AppendString(clean);
        }
        else
        {
            int before = columns.StringCount;
            known.Number = columns.AddString(clean);
            known.NewInARow = columns.StringCount > before ? known.NewInARow + 1 : 0;
        }

        return known.Number;
    }
}
