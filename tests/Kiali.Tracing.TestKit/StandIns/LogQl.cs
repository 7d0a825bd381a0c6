using System.Text;
using System.Text.RegularExpressions;

namespace Kiali.Tracing.TestKit.StandIns;

/// <summary>A question in the part of LogQL that stand-ins answer: a stream selector, line filters, label filters joined by <c>or</c>. What Loki refuses, it refuses.</summary>
public sealed class LogQl
{
    private readonly List<Func<Func<string, string>, bool>> _matchers = [];
    private readonly List<Func<Func<string, string>, string, bool>> _stages = [];
    private readonly string _text;
    private int _at;

    private LogQl(string text) => _text = text;

    /// <summary>Reads a question.</summary>
    /// <exception cref="FormatException">It is none; the message is Loki's.</exception>
    public static LogQl Parse(string text)
    {
        LogQl query = new(text);
        query.ReadSelector();
        while (query.Peek() != '\0')
        {
            query.ReadStage();
        }

        return query;
    }

    /// <summary>Whether a stream matches.</summary>
    public bool Selects(IReadOnlyDictionary<string, string> labels) => _matchers.All(matches => matches(name => labels.GetValueOrDefault(name, string.Empty)));

    /// <summary>Whether a line matches; label filters see labels and what came beside the line.</summary>
    public bool Keeps(IReadOnlyDictionary<string, string> labels, IReadOnlyDictionary<string, string> metadata, string line)
        => _stages.All(stage => stage(name => labels.TryGetValue(name, out string? value) || metadata.TryGetValue(name, out value) ? value : string.Empty, line));

    private void ReadSelector()
    {
        Expect('{');
        bool telling = false;
        do
        {
            (Func<Func<string, string>, bool> matches, bool matchesEmpty) = ReadComparison();
            telling |= !matchesEmpty;
            _matchers.Add(matches);
        }
        while (Skip(","));
        Expect('}');
        if (!telling)
        {
            throw new FormatException(
                "parse error : queries require at least one regexp or equality matcher that does not have an empty-compatible value. For instance, app=~\".*\" does not meet this requirement, but app=~\".+\" will");
        }
    }

    private void ReadStage()
    {
        if (Skip("|~"))
        {
            Regex pattern = Pattern(ReadText(), anchored: false);
            _stages.Add((_, line) => pattern.IsMatch(line));
        }
        else if (Skip("|="))
        {
            string part = ReadText();
            _stages.Add((_, line) => line.Contains(part, StringComparison.Ordinal));
        }
        else
        {
            Expect('|');
            List<Func<Func<string, string>, bool>> any = [];
            do
            {
                any.Add(ReadComparison().Matches);
            }
            while (Skip("or "));
            _stages.Add((labels, _) => any.Any(matches => matches(labels)));
        }
    }

    private (Func<Func<string, string>, bool> Matches, bool MatchesEmpty) ReadComparison()
    {
        Peek();
        int start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '_' or ':'))
        {
            _at++;
        }

        string name = _text[start.._at];
        if (name.Length == 0 || char.IsAsciiDigit(name[0]))
        {
            throw Unexpected();
        }

        string sign = new[] { "=~", "!~", "!=", "=" }.FirstOrDefault(Skip) ?? throw Unexpected();
        string value = ReadText();
        Func<string, bool> test = sign switch
        {
            "=" => text => text == value,
            "!=" => text => text != value,
            "=~" => Pattern(value, anchored: true).IsMatch,
            _ => Not(Pattern(value, anchored: true)),
        };
        return (labels => test(labels(name)), test(string.Empty));
    }

    private static Func<string, bool> Not(Regex pattern) => text => !pattern.IsMatch(text);

    private Regex Pattern(string text, bool anchored)
    {
        try
        {
            return new Regex(anchored ? $"^(?:{text})$" : text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (ArgumentException)
        {
            throw new FormatException($"parse error at line 1, col {_at + 1}: error parsing regexp");
        }
    }

    // A Go string in double quotes.
    private string ReadText()
    {
        Expect('"');
        StringBuilder text = new();
        while (true)
        {
            char sign = _at < _text.Length ? _text[_at++] : throw Unexpected();
            if (sign == '"')
            {
                return text.ToString();
            }

            if (sign == '\n')
            {
                throw Unexpected();
            }

            if (sign != '\\')
            {
                text.Append(sign);
                continue;
            }

            char escaped = _at < _text.Length ? _text[_at++] : throw Unexpected();
            if (escaped == 'u')
            {
                text.Append((char)Convert.ToInt32(_text.Substring(_at, 4), 16));
                _at += 4;
            }
            else
            {
                text.Append(escaped switch
                {
                    '\\' => '\\',
                    '"' => '"',
                    'n' => '\n',
                    't' => '\t',
                    _ => throw Unexpected(),
                });
            }
        }
    }

    private char Peek()
    {
        while (_at < _text.Length && _text[_at] == ' ')
        {
            _at++;
        }

        return _at < _text.Length ? _text[_at] : '\0';
    }

    private bool Skip(string sign)
    {
        Peek();
        if (!_text.AsSpan(_at).StartsWith(sign, StringComparison.Ordinal))
        {
            return false;
        }

        _at += sign.Length;
        return true;
    }

    private void Expect(char sign)
    {
        if (Peek() != sign)
        {
            throw Unexpected();
        }

        _at++;
    }

    private FormatException Unexpected() => new($"parse error at line 1, col {_at + 1}: syntax error: unexpected {(_at < _text.Length ? _text[_at] : '$')}");
}
