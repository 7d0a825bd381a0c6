using System.Globalization;
using System.Text.RegularExpressions;

namespace Kiali.Tracing.Sources.Tests.Tempo;

/// <summary>Evaluates TraceQL as Tempo does, as far as the queries here go: spansets joined by <c>&amp;&amp;</c>, comparisons of one type only, absent attributes equal to nothing.</summary>
/// <remarks>Mixing <c>&amp;&amp;</c> and <c>||</c> without parentheses is refused: its meaning differs between versions.</remarks>
internal sealed class TraceQlProgram
{
    private readonly List<TraceQlToken> _tokens;
    private readonly bool _isAnchored;
    private readonly bool _hasDurations;
    private readonly List<Func<Span, long, bool>> _spansets = [];
    private int _position;

    private TraceQlProgram(string query, bool isAnchored, bool hasHints, bool isPlain)
    {
        _tokens = new TraceQlLexer(query, hasQuotedNames: !isPlain).Read();
        _isAnchored = isAnchored;
        _hasDurations = !isPlain;
        do
        {
            _spansets.Add(ReadSpanset());
        }
        while (TrySign("&&"));

        if (hasHints && Peek is { Kind: "word", Text: "with" })
        {
            _position++;
            Expect("(");
            IsMostRecent = Take().Text == "most_recent";
            Expect("=");
            IsMostRecent &= Take().Text == "true";
            Expect(")");
        }

        if (Peek.Kind != "end")
        {
            throw Wrong();
        }
    }

    /// <summary>Whether the newest traces are asked for.</summary>
    public bool IsMostRecent { get; }

    private TraceQlToken Peek => _tokens[_position];

    /// <summary>Reads a query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="isAnchored">Whether regular expressions have to match the whole text, as in newer versions.</param>
    /// <param name="hasHints">Whether the version knows hints.</param>
    /// <param name="isPlain">Whether the version knows neither the trace's duration nor the status' message nor quoted names.</param>
    /// <exception cref="FormatException">It is no TraceQL, in Tempo's words.</exception>
    public static TraceQlProgram Parse(string query, bool isAnchored = true, bool hasHints = true, bool isPlain = false) => new(query, isAnchored, hasHints, isPlain);

    /// <summary>Whether a trace matches.</summary>
    public bool Matches(Trace trace) => _spansets.All(spanset => trace.Spans.Any(span => spanset(span, trace.DurationNanos)));

    /// <summary>The only text in a query; for tests of what a text may hold.</summary>
    public static string OnlyTextIn(string query) => new TraceQlLexer(query, hasQuotedNames: true).Read().Single(token => token.Kind == "string").Text;

    private Func<Span, long, bool> ReadSpanset()
    {
        Expect("{");
        if (TrySign("}"))
        {
            return static (_, _) => true;
        }

        Func<Span, long, bool> expression = ReadExpression();
        Expect("}");
        return expression;
    }

    private Func<Span, long, bool> ReadExpression()
    {
        Func<Span, long, bool> all = ReadTerm();
        string? joined = null;
        while (Peek is { Kind: "sign", Text: "&&" or "||" } sign)
        {
            _position++;
            if (joined is not null && joined != sign.Text)
            {
                throw new InvalidOperationException("The query's meaning hangs on the precedence of && and ||.");
            }

            joined = sign.Text;
            Func<Span, long, bool> left = all;
            Func<Span, long, bool> right = ReadTerm();
            all = sign.Text == "&&" ? (span, duration) => left(span, duration) && right(span, duration) : (span, duration) => left(span, duration) || right(span, duration);
        }

        return all;
    }

    private Func<Span, long, bool> ReadTerm()
    {
        if (TrySign("("))
        {
            Func<Span, long, bool> inner = ReadExpression();
            Expect(")");
            return inner;
        }

        TraceQlToken field = Take();
        TraceQlToken sign = Take();
        bool isNegative = TrySign("-");
        TraceQlToken literal = Take();
        if (sign.Kind != "sign" || (field.Kind == "word" && field.Text is not ("name" or "status" or "kind" or "statusMessage" or "traceDuration")) || (field.Text is "traceDuration" or "statusMessage" && !_hasDurations))
        {
            throw Wrong();
        }

        Func<AttributeValue, bool> compare = Comparison(sign.Text, isNegative ? literal with { Text = "-" + literal.Text } : literal);
        return (field.Kind, field.Text) switch
        {
            ("attribute", _) => (span, _) => (field.Scope == "span" ? span.Attributes : span.Resource.Attributes).TryGet(field.Text, out AttributeValue value) && compare(value),
            ("word", "name") => (span, _) => compare(AttributeValue.Of(span.Name)),
            ("word", "status") => (span, _) => compare(AttributeValue.Of("status:" + span.StatusCode)),
            ("word", "kind") => (span, _) => compare(AttributeValue.Of("kind:" + span.Kind)),
            ("word", "statusMessage") => (span, _) => compare(AttributeValue.Of(span.StatusMessage)),
            ("word", "traceDuration") => (_, duration) => compare(AttributeValue.Of(duration)),
            _ => throw Wrong(),
        };
    }

    private Func<AttributeValue, bool> Comparison(string sign, TraceQlToken literal)
    {
        switch (literal.Kind)
        {
            case "string" when sign == "=~":
                string expression = literal.Text.EndsWith('$') ? literal.Text[..^1] + "\\z" : literal.Text;
                Regex regex = new(_isAnchored ? $"^(?:{expression})\\z" : expression, RegexOptions.CultureInvariant);
                return value => value.Text is { } text && regex.IsMatch(text);
            case "string" when sign is "=" or "!=":
                return value => value.Text is { } text && (text == literal.Text) == (sign == "=");
            case "word" when literal.Text is "true" or "false" && sign == "=":
                return value => value.Boolean == (literal.Text == "true");
            case "word" when literal.Text is "error" or "ok" or "unset" && sign == "=":
                return value => string.Equals(value.Text, "status:" + literal.Text, StringComparison.OrdinalIgnoreCase);
            case "word" when literal.Text is "internal" or "server" or "client" or "producer" or "consumer" && sign == "=":
                return value => string.Equals(value.Text, "kind:" + literal.Text, StringComparison.OrdinalIgnoreCase);
            case "int" or "duration":
                long integer = long.Parse(literal.Text, CultureInfo.InvariantCulture);
                return value => value.Integer is { } held && Holds(sign, held.CompareTo(integer));
            case "float":
                double number = double.Parse(literal.Text, CultureInfo.InvariantCulture);
                return value => value.Number is { } held && Holds(sign, held.CompareTo(number));
            default:
                throw Wrong();
        }
    }

    private bool Holds(string sign, int order) => sign switch
    {
        "=" => order == 0,
        "!=" => order != 0,
        ">=" => order >= 0,
        "<=" => order <= 0,
        ">" => order > 0,
        "<" => order < 0,
        _ => throw Wrong(),
    };

    private bool TrySign(string sign)
    {
        bool there = Peek is { Kind: "sign" } && Peek.Text == sign;
        _position += there ? 1 : 0;
        return there;
    }

    private void Expect(string sign)
    {
        if (!TrySign(sign))
        {
            throw Wrong();
        }
    }

    private TraceQlToken Take() => Peek.Kind == "end" ? throw Wrong() : _tokens[_position++];

    private FormatException Wrong() => new($"invalid TraceQL query: parse error at line 1, col 1: syntax error: unexpected {Peek.Text}");
}
