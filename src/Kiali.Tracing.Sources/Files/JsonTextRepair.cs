using System.Buffers;
using System.Globalization;
using System.Text;

namespace Kiali.Tracing.Sources.Files;

/// <summary>Unescapes a JSON string that is not valid Unicode: half a surrogate pair, or bytes that are no UTF-8.</summary>
internal static class JsonTextRepair
{
    /// <summary>Writes the string's text; what is invalid becomes U+FFFD.</summary>
    /// <param name="raw">The bytes between the quotes, well-formed as JSON.</param>
    /// <param name="target">At least three times as long.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Unescape(ReadOnlySpan<byte> raw, Span<byte> target)
    {
        StringBuilder text = new(raw.Length);
        while (!raw.IsEmpty)
        {
            if (raw[0] == '\\')
            {
                raw = raw[AppendEscape(raw, text)..];
                continue;
            }

            OperationStatus status = Rune.DecodeFromUtf8(raw, out Rune rune, out int used);
            text.Append(status == OperationStatus.Done ? rune.ToString() : "\uFFFD");
            raw = raw[Math.Max(1, used)..];
        }

        // Encoding the UTF-16 text replaces lone halves of surrogate pairs.
        return Encoding.UTF8.GetBytes(text.ToString(), target);
    }

    private static int AppendEscape(ReadOnlySpan<byte> raw, StringBuilder text)
    {
        if (raw[1] == 'u')
        {
            text.Append((char)ushort.Parse(raw.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            return 6;
        }

        text.Append((char)raw[1] switch
        {
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            char other => other,
        });
        return 2;
    }
}
