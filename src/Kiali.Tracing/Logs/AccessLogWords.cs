using System.Text;

namespace Kiali.Tracing.Logs;

/// <summary>Walks over bare and quoted words, one space between.</summary>
internal ref struct AccessLogWords(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> _left = text;

    /// <summary>Whether bytes received, bytes sent and the duration come next: two numbers, and a number or none.</summary>
    public readonly bool AtNumbers
    {
        get
        {
            AccessLogWords ahead = this;
            return ahead.TryBare(out string received) && ahead.TryBare(out string sent) && ahead.TryBare(out string duration)
                && char.IsAsciiDigit(received[0]) && char.IsAsciiDigit(sent[0]) && AccessLogText.IsNumberOrNone(received)
                && AccessLogText.IsNumberOrNone(sent) && AccessLogText.IsNumberOrNone(duration);
        }
    }

    /// <summary>Takes a word without quotes; false when a quoted one, or nothing, comes next.</summary>
    public bool TryBare(out string word)
    {
        int end = _left.IndexOf(' ');
        ReadOnlySpan<char> taken = end < 0 ? _left : _left[..end];
        word = string.Empty;
        if (taken.IsEmpty || taken[0] == '"')
        {
            return false;
        }

        word = taken.ToString();
        _left = end < 0 ? default : _left[(end + 1)..];
        return true;
    }

    /// <summary>Takes a quoted word, which ends at the first quote that no backslash escapes.</summary>
    public bool TryQuoted(out string word)
    {
        word = string.Empty;
        if (_left.IsEmpty || _left[0] != '"')
        {
            return false;
        }

        for (int end = 1; end < _left.Length; end++)
        {
            if (_left[end] == '\\')
            {
                end++;
            }
            else if (_left[end] == '"')
            {
                word = Unescape(_left[1..end]);
                _left = _left[(end + 1)..].TrimStart(' ');
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes all that is left as one quoted word, whatever quotes are in it.</summary>
    public bool TryLastQuoted(out string word)
    {
        bool quoted = _left.Length >= 2 && _left[0] == '"' && _left[^1] == '"';
        word = quoted ? Unescape(_left[1..^1]) : string.Empty;
        _left = quoted ? default : _left;
        return quoted;
    }

    private static string Unescape(ReadOnlySpan<char> text)
    {
        if (!text.Contains('\\'))
        {
            return text.ToString();
        }

        StringBuilder plain = new(text.Length);
        for (int index = 0; index < text.Length; index++)
        {
            if (text[index] == '\\' && index + 1 < text.Length && text[index + 1] is '"' or '\\')
            {
                index++;
            }

            plain.Append(text[index]);
        }

        return plain.ToString();
    }
}
