using System.Globalization;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Logs;

/// <summary>Reads how bad a line is by its own word.</summary>
/// <remarks>
/// A level field of a JSON or logfmt line counts first, then klog's letter, then the first word that is a level. A word is bounded: <c>traceparent</c> holds
/// none, nor do <c>/error</c>, <c>no-error</c>, <c>error_code</c> and <c>java.lang.Error</c>. Words that prose uses (trace, critical, severe, panic) count
/// in capitals, or set apart by brackets, tabs or the line's start.
/// </remarks>
internal static class SeverityText
{
    private const int LongestWord = 13;
    private const int FirstPinoLevel = 10;

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="json">Its fields when it is a JSON object; null when it is none.</param>
    /// <returns>The severity; null when the line does not say.</returns>
    public static LogSeverity? Read(string line, JsonLine? json)
    {
        if (json is not null)
        {
            foreach (string key in LogKeys.Severities)
            {
                if (json[key] is { } value)
                {
                    return OfValue(value);
                }
            }

            return null;
        }

        return OfKlog(line) ?? FirstWord(line);
    }

    /// <summary>Reads the severity that came beside a line.</summary>
    /// <param name="attributes">What came beside it.</param>
    /// <returns>The severity; null when none came, or one that is no severity.</returns>
    public static LogSeverity? Read(AttributeSet attributes)
    {
        foreach (string key in LogKeys.Severities)
        {
            if (attributes.GetText(key) is { } value)
            {
                return OfValue(value);
            }
        }

        return null;
    }

    /// <summary>Reads the name of a severity, as in a level field or an option.</summary>
    /// <param name="value">The name in any case, or a number: pino's from 10 up, syslog's below.</param>
    /// <returns>The severity; null for any other text.</returns>
    public static LogSeverity? OfValue(ReadOnlySpan<char> value)
    {
        value = value.Trim();
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return number >= FirstPinoLevel ? OfPino(number) : OfSyslog(number);
        }

        Span<char> upper = stackalloc char[LongestWord];
        int length = value.Length <= LongestWord ? value.ToUpperInvariant(upper) : -1;
        return length < 0 ? null : (upper[..length]) switch
        {
            "TRACE" or "FINEST" or "FINER" or "VERBOSE" => LogSeverity.Trace,
            "DEBUG" or "FINE" or "CONFIG" => LogSeverity.Debug,
            "INFO" or "INFORMATION" or "INFORMATIONAL" or "NOTICE" => LogSeverity.Info,
            "WARN" or "WARNING" => LogSeverity.Warn,
            "ERROR" or "ERR" or "SEVERE" => LogSeverity.Error,
            "FATAL" or "CRITICAL" or "CRIT" or "ALERT" or "EMERG" or "EMERGENCY" or "PANIC" => LogSeverity.Fatal,
            _ => null,
        };
    }

    private static LogSeverity OfPino(int number) => number switch
    {
        >= 60 => LogSeverity.Fatal,
        >= 50 => LogSeverity.Error,
        >= 40 => LogSeverity.Warn,
        >= 30 => LogSeverity.Info,
        >= 20 => LogSeverity.Debug,
        _ => LogSeverity.Trace,
    };

    private static LogSeverity OfSyslog(int number) => number switch
    {
        <= 2 => LogSeverity.Fatal,
        3 => LogSeverity.Error,
        4 => LogSeverity.Warn,
        <= 6 => LogSeverity.Info,
        7 => LogSeverity.Debug,
        _ => LogSeverity.Trace,
    };

    // E1114 14:30:00.123456
    private static LogSeverity? OfKlog(string line)
    {
        if (line.Length < 8 || line[5] != ' ' || !char.IsAsciiDigit(line[6]) || line.AsSpan(1, 4).ContainsAnyExceptInRange('0', '9'))
        {
            return null;
        }

        return line[0] switch
        {
            'I' => LogSeverity.Info,
            'W' => LogSeverity.Warn,
            'E' => LogSeverity.Error,
            'F' => LogSeverity.Fatal,
            _ => null,
        };
    }

    private static LogSeverity? FirstWord(string line)
    {
        int index = 0;
        while (index < line.Length)
        {
            if (!char.IsAsciiLetter(line[index]))
            {
                index++;
                continue;
            }

            int end = index;
            while (end < line.Length && char.IsAsciiLetter(line[end]))
            {
                end++;
            }

            if (end - index is >= 4 and <= 8 && OfWord(line, index, end) is { } severity)
            {
                return severity;
            }

            index = end;
        }

        return null;
    }

    private static LogSeverity? OfWord(string line, int start, int end)
    {
        char before = start == 0 ? '\n' : line[start - 1];
        char after = end == line.Length ? '\n' : line[end];
        if (char.IsLetterOrDigit(before) || before is '_' or '-' or '/' or '.' or '$' || char.IsLetterOrDigit(after) || after is '_' or '-' or '/'
            || (after == '.' && end + 1 < line.Length && char.IsLetterOrDigit(line[end + 1])))
        {
            return null;
        }

        ReadOnlySpan<char> word = line.AsSpan(start, end - start);
        bool apart = (before is '[' or '\t' or '<' or '(' or '\n' or '=' or '"') && after is ']' or '\t' or '>' or ')' or ':' or '\n' or ' ' or '"';
        bool capitals = !word.ContainsAnyExceptInRange('A', 'Z');
        ReadOnlySpan<string> always = ["ERROR", "WARN", "WARNING", "FATAL", "INFO", "DEBUG"];
        ReadOnlySpan<string> setApart = ["TRACE", "CRITICAL", "SEVERE", "PANIC", "NOTICE"];
        foreach (string known in always)
        {
            if (word.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return OfValue(word);
            }
        }

        foreach (string known in setApart)
        {
            if ((capitals || apart) && word.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return OfValue(word);
            }
        }

        return null;
    }
}
