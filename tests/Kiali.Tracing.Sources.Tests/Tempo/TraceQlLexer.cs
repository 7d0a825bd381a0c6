using System.Globalization;
using System.Text;

namespace Kiali.Tracing.Sources.Tests.Tempo;

/// <summary>Takes TraceQL apart as Tempo's own lexer does, as far as the queries here go; whatever is not exactly right is an error.</summary>
internal sealed class TraceQlLexer(string text, bool hasQuotedNames)
{
    private static readonly string[] Signs = ["&&", "||", "!=", "=~", ">=", "<=", "{", "}", "(", ")", "=", ">", "<", "-"];

    private int _position;

    public List<TraceQlToken> Read()
    {
        List<TraceQlToken> tokens = [];
        while (true)
        {
            while (_position < text.Length && text[_position] is ' ' or '\t' or '\r' or '\n')
            {
                _position++;
            }

            if (_position == text.Length)
            {
                tokens.Add(new TraceQlToken("end", "$end"));
                return tokens;
            }

            tokens.Add(Next());
        }
    }

    private TraceQlToken Next()
    {
        char symbol = text[_position];
        if (symbol == '"')
        {
            _position++;
            return new TraceQlToken("string", ReadString());
        }

        if (char.IsAsciiDigit(symbol))
        {
            return ReadNumber();
        }

        if (char.IsAsciiLetter(symbol))
        {
            string word = TakeWhile(static next => char.IsAsciiLetterOrDigit(next) || next == '_');
            if (word is "span" or "resource" && _position < text.Length && text[_position] == '.')
            {
                _position++;
                return new TraceQlToken("attribute", ReadAttribute(), word);
            }

            return new TraceQlToken("word", word);
        }

        foreach (string sign in Signs)
        {
            if (text.AsSpan(_position).StartsWith(sign, StringComparison.Ordinal))
            {
                _position += sign.Length;
                return new TraceQlToken("sign", sign);
            }
        }

        throw Wrong($"unexpected {symbol}");
    }

    // The escapes of Go's interpreted string literals.
    private string ReadString()
    {
        StringBuilder value = new();
        while (true)
        {
            char symbol = Take();
            if (symbol == '"')
            {
                return value.ToString();
            }

            if (symbol is '\n' or '\0' or '\uFEFF' || (char.IsSurrogate(symbol) && !IsPair(symbol)))
            {
                throw Wrong("literal not terminated");
            }

            if (char.IsSurrogate(symbol))
            {
                value.Append(symbol).Append(Take());
            }
            else
            {
                value.Append(symbol == '\\' ? ReadEscape() : symbol);
            }
        }
    }

    private char ReadEscape() => Take() switch
    {
        '"' => '"',
        '\\' => '\\',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => ReadHex(),
        _ => throw Wrong("invalid escape"),
    };

    private char ReadHex()
    {
        char value = (char)ushort.Parse(text.AsSpan(_position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        _position += 4;
        return char.IsSurrogate(value) ? throw Wrong("escape is invalid Unicode code point") : value;
    }

    private TraceQlToken ReadNumber()
    {
        int start = _position;
        TakeWhile(char.IsAsciiDigit);
        bool isFloat = false;
        if (_position < text.Length && text[_position] == '.')
        {
            isFloat = true;
            _position++;
            TakeWhile(char.IsAsciiDigit);
        }

        if (_position < text.Length && text[_position] == 'E')
        {
            isFloat = true;
            _position++;
            if (text[_position] is '+' or '-')
            {
                _position++;
            }

            TakeWhile(char.IsAsciiDigit);
        }

        string number = text[start.._position];
        return TakeWhile(char.IsAsciiLetter) switch
        {
            "" => new TraceQlToken(isFloat ? "float" : "int", number),
            "ns" when !isFloat => new TraceQlToken("duration", number),
            string unit => throw Wrong($"unexpected {unit}"),
        };
    }

    private string ReadAttribute()
    {
        StringBuilder key = new();
        if (text.AsSpan(_position).StartsWith("span.", StringComparison.Ordinal) || text.AsSpan(_position).StartsWith("resource.", StringComparison.Ordinal))
        {
            throw Wrong("unexpected scope");
        }

        while (_position < text.Length && !char.IsWhiteSpace(text[_position]) && !"{}()=~!<>&|^,".Contains(text[_position], StringComparison.Ordinal))
        {
            char symbol = Take();
            if (symbol != '"')
            {
                key.Append(symbol);
                continue;
            }

            if (!hasQuotedNames)
            {
                throw Wrong("unexpected quoted name");
            }

            for (symbol = Take(); symbol != '"'; symbol = Take())
            {
                if (symbol == '\\' && (symbol = Take()) is not ('"' or '\\'))
                {
                    throw Wrong("invalid escape sequence");
                }

                key.Append(symbol);
            }
        }

        return key.Length == 0 ? throw Wrong("unexpected END_ATTRIBUTE") : key.ToString();
    }

    private bool IsPair(char high) => char.IsHighSurrogate(high) && _position < text.Length && char.IsLowSurrogate(text[_position]);

    private string TakeWhile(Func<char, bool> belongs)
    {
        int start = _position;
        while (_position < text.Length && belongs(text[_position]))
        {
            _position++;
        }

        return text[start.._position];
    }

    private char Take() => _position < text.Length ? text[_position++] : throw Wrong("unexpected $end");

    private FormatException Wrong(string what) => new(string.Create(CultureInfo.InvariantCulture, $"invalid TraceQL query: parse error at line 1, col {_position + 1}: syntax error: {what}"));
}
