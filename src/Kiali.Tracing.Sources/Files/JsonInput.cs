using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Kiali.Tracing.Columns;

namespace Kiali.Tracing.Sources.Files;

/// <summary>Tokens of a JSON document of any size, or of several documents one after another, through one buffer.</summary>
/// <remarks>
/// A <see cref="Utf8JsonReader"/> works on the buffer; when it has used it up, <see cref="Read"/> fills the buffer again and goes on. A token's bytes are
/// valid until the next call. Not safe for several threads.
/// </remarks>
internal sealed class JsonInput(Stream stream, CancellationToken cancellationToken)
{
    /// <summary>A longer string is cut here.</summary>
    public const int MaxTextBytes = 1 << 20;

    private const int MaxTokenBytes = 1 << 26;

    private static readonly JsonReaderOptions Options = new() { AllowMultipleValues = true, MaxDepth = 1024 };

    private byte[] _buffer = new byte[1 << 18];
    private byte[] _scratch = new byte[1 << 10];
    private int _length;
    private long _start;

    /// <summary>Whether the bytes ended; a document that is still open then was cut.</summary>
    public bool Ended { get; private set; }

    /// <summary>Why the bytes ended before their time; null when the file simply ended.</summary>
    public string? StreamFailure { get; private set; }

    /// <summary>How many strings were longer than <see cref="MaxTextBytes"/>.</summary>
    public long CutTexts { get; private set; }

    /// <summary>How many strings were not valid Unicode; the invalid parts became U+FFFD.</summary>
    public long RepairedTexts { get; private set; }

    /// <summary>A reader before the first token.</summary>
    public static Utf8JsonReader Start() => new(ReadOnlySpan<byte>.Empty, isFinalBlock: false, new JsonReaderState(Options));

    /// <summary>Where in the (unpacked) bytes the current token starts.</summary>
    public long OffsetOf(in Utf8JsonReader reader) => _start + reader.TokenStartIndex;

    /// <summary>Goes to the next token.</summary>
    /// <returns>False after the last document.</returns>
    /// <exception cref="JsonException">The bytes are no JSON, or end within a document (<see cref="Ended"/>).</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Read(ref Utf8JsonReader reader) => reader.Read() || Refill(ref reader);

    /// <summary>Goes to the last token of the current value.</summary>
    public void Skip(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.PropertyName)
        {
            Read(ref reader);
        }

        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            int depth = reader.CurrentDepth;
            while (Read(ref reader) && reader.CurrentDepth > depth)
            {
            }
        }
    }

    /// <summary>The bytes of the current string or property name, unescaped, valid Unicode, at most <see cref="MaxTextBytes"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Utf8(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> raw = reader.ValueSpan;
        return !reader.ValueIsEscaped && raw.Length <= MaxTextBytes && System.Text.Unicode.Utf8.IsValid(raw) ? raw : Unescape(ref reader);
    }

    /// <summary>The bytes of the current string as <see cref="Utf8"/> gives them; nothing for another value, which is skipped.</summary>
    public ReadOnlySpan<byte> Utf8OrEmpty(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return Utf8(ref reader);
        }

        Skip(ref reader);
        return default;
    }

    /// <summary>The current string as a number of the columns.</summary>
    public int Text(ref Utf8JsonReader reader, SpanColumnsBuilder columns) => columns.AddString(Utf8(ref reader));

    /// <summary>The current string; empty for a token that is none.</summary>
    public string String(ref Utf8JsonReader reader)
        => reader.TokenType == JsonTokenType.String ? System.Text.Encoding.UTF8.GetString(Utf8(ref reader)) : string.Empty;

    /// <summary>The current number, also when it was sent as a string.</summary>
    /// <returns>Whether it is an integer of 64 bits, or a fraction of that size, which is cut.</returns>
    public static bool TryInteger(ref Utf8JsonReader reader, out long value)
    {
        value = 0;
        if (reader.TokenType is not (JsonTokenType.Number or JsonTokenType.String))
        {
            return false;
        }

        ReadOnlySpan<byte> text = reader.ValueSpan;
        if (Utf8Parser.TryParse(text, out value, out int used) && used == text.Length)
        {
            return true;
        }

        if (Utf8Parser.TryParse(text, out double fraction, out used) && used == text.Length && Math.Abs(fraction) < 9.2e18)
        {
            value = (long)fraction;
            return true;
        }

        return false;
    }

    /// <summary>The current number, also when it was sent as a string, as NaN and infinities must be.</summary>
    /// <returns>Whether it is one.</returns>
    public static bool TryNumber(ref Utf8JsonReader reader, out double value)
    {
        value = 0;
        ReadOnlySpan<byte> text = reader.ValueSpan;
        return reader.TokenType switch
        {
            JsonTokenType.Number => reader.TryGetDouble(out value),
            JsonTokenType.String => double.TryParse(
                text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out value),
            _ => false,
        };
    }

    private bool Refill(ref Utf8JsonReader reader)
    {
        while (!Ended)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int used = (int)reader.BytesConsumed;
            _buffer.AsSpan(used, _length - used).CopyTo(_buffer);
            _length -= used;
            _start += used;
            if (_length == _buffer.Length)
            {
                if (_length >= MaxTokenBytes)
                {
                    throw new JsonException("one string or number is longer than 64 MiB");
                }

                Array.Resize(ref _buffer, _length * 2);
            }

            int read = ReadStream(_buffer.AsSpan(_length));
            _length += read;
            Ended = read == 0;
            reader = new Utf8JsonReader(_buffer.AsSpan(0, _length), Ended, reader.CurrentState);
            if (reader.Read())
            {
                return true;
            }
        }

        return false;
    }

    private int ReadStream(Span<byte> target)
    {
        try
        {
            return stream.Read(target);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            StreamFailure = exception.Message;
            return 0;
        }
    }

    private ReadOnlySpan<byte> Unescape(ref Utf8JsonReader reader)
    {
        int length = reader.ValueSpan.Length;
        if (_scratch.Length < (length * 3) + 4)
        {
            _scratch = new byte[(length * 3) + 4];
        }

        int written;
        try
        {
            written = reader.CopyString(_scratch);
        }
        catch (InvalidOperationException)
        {
            written = JsonTextRepair.Unescape(reader.ValueSpan, _scratch);
            RepairedTexts++;
        }

        if (written > MaxTextBytes)
        {
            CutTexts++;
            written = MaxTextBytes;
            while ((_scratch[written] & 0xC0) == 0x80)
            {
                written--;
            }
        }

        return _scratch.AsSpan(0, written);
    }
}
