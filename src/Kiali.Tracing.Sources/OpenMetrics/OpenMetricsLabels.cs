using System.Text;
using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Sources.OpenMetrics;

/// <summary>Reads the labels of a sample: <c>{name="value",…}</c>, with <c>\"</c>, <c>\\</c> and <c>\n</c> in values.</summary>
internal static class OpenMetricsLabels
{
    private const int MostLabels = 256;

    /// <summary>Reads labels.</summary>
    /// <param name="text">The text from the opening brace on.</param>
    /// <param name="keep">Whether the labels are wanted; otherwise they are only passed over.</param>
    /// <param name="length">How long they are, braces included.</param>
    /// <param name="labels">The labels; null when they are not wanted or cannot be read.</param>
    /// <returns>Whether they could be read.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, bool keep, out int length, out LabelSet? labels)
    {
        List<Label> found = [];
        labels = null;
        length = 0;
        int position = 1 + BlanksAt(text, 1);
        while (position < text.Length && text[position] != '}')
        {
            int equals = text[position..].IndexOf((byte)'=');
            int quote = position + equals + 1;
            quote += equals <= 0 ? 0 : BlanksAt(text, quote);
            int valueStart = quote + 1;
            if (equals <= 0 || valueStart > text.Length || text[quote] != '"' || found.Count == MostLabels)
            {
                return false;
            }

            int valueLength = ValueLength(text[valueStart..]);
            if (valueLength < 0)
            {
                return false;
            }

            if (keep)
            {
                found.Add(new Label(
                    Encoding.UTF8.GetString(text.Slice(position, equals)).Trim(), Unescape(text.Slice(valueStart, valueLength))));
            }

            position = valueStart + valueLength + 1;
            position += BlanksAt(text, position);
            if (position < text.Length && text[position] == ',')
            {
                position++;
                position += BlanksAt(text, position);
            }
        }

        length = position + 1;
        if (position >= text.Length || (keep && found.DistinctBy(label => label.Name).Count() != found.Count))
        {
            return false;
        }

        labels = keep ? LabelSet.Create(found) : null;
        return true;
    }

    // Prometheus's older text may have blanks between the parts.
    private static int BlanksAt(ReadOnlySpan<byte> text, int position)
    {
        int count = 0;
        while (position + count < text.Length && text[position + count] is (byte)' ' or (byte)'\t')
        {
            count++;
        }

        return count;
    }

    private static int ValueLength(ReadOnlySpan<byte> text)
    {
        for (int index = 0; index < text.Length; index++)
        {
            if (text[index] == '\\')
            {
                index++;
            }
            else if (text[index] == '"')
            {
                return index;
            }
        }

        return -1;
    }

    private static string Unescape(ReadOnlySpan<byte> text)
    {
        string value = Encoding.UTF8.GetString(text);
        if (!value.Contains('\\', StringComparison.Ordinal))
        {
            return value;
        }

        StringBuilder plain = new(value.Length);
        for (int index = 0; index < value.Length; index++)
        {
            bool escaped = value[index] == '\\' && index + 1 < value.Length;
            index += escaped ? 1 : 0;
            plain.Append(escaped && value[index] == 'n' ? '\n' : value[index]);
        }

        return plain.ToString();
    }
}
