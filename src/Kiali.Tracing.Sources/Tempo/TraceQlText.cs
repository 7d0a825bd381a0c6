using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Kiali.Tracing.Sources.Tempo;

/// <summary>Writes texts, names and values in TraceQL, so that nothing a person typed can be more than a text, a name or a value.</summary>
/// <remarks>TraceQL's texts are Go's interpreted string literals; the names of attributes have an escape of their own.</remarks>
internal static class TraceQlText
{
    // A key that begins like a name with a scope would be taken for one.
    private static readonly string[] Scopes = ["span.", "resource.", "parent."];

    /// <summary>A text as a literal.</summary>
    /// <param name="text">The text; half a surrogate pair, which no server can hold, becomes U+FFFD.</param>
    /// <returns>The literal with its quotation marks.</returns>
    public static string Quote(string text)
    {
        StringBuilder literal = new(text.Length + 2);
        literal.Append('"');
        for (int index = 0; index < text.Length; index++)
        {
            char symbol = text[index];
            if (char.IsHighSurrogate(symbol) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            {
                literal.Append(symbol).Append(text[++index]);
            }
            else if (symbol is '"' or '\\')
            {
                literal.Append('\\').Append(symbol);
            }
            else if (IsHidden(symbol))
            {
                literal.Append(CultureInfo.InvariantCulture, $"\\u{(char.IsSurrogate(symbol) ? 0xFFFD : symbol):x4}");
            }
            else
            {
                literal.Append(symbol);
            }
        }

        return literal.Append('"').ToString();
    }

    /// <summary>The name of an attribute.</summary>
    /// <param name="scope"><c>span</c> or <c>resource</c>.</param>
    /// <param name="key">The attribute's key.</param>
    /// <param name="dialect">What the server understands.</param>
    /// <returns>The name; null for a key that this dialect cannot name.</returns>
    public static string? NameOf(string scope, string key, TraceQlDialect dialect)
    {
        if (key.Length > 0 && !Scopes.Any(other => key.StartsWith(other, StringComparison.Ordinal)) && key.All(static symbol => char.IsAsciiLetterOrDigit(symbol) || symbol is '.' or '_' or '-' or '/' or ':' or '@'))
        {
            return $"{scope}.{key}";
        }

        return key.Length == 0 || dialect >= TraceQlDialect.Plain || key.Any(IsHidden)
            ? null
            : $"{scope}.\"{key.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>The values of every type that read as a text: TraceQL compares values of one type only.</summary>
    /// <param name="text">The text, as <see cref="AttributeValue.ToString"/> gives it.</param>
    /// <returns>Literals; the text's own first.</returns>
    public static ImmutableArray<string> LiteralsOf(string text)
    {
        ImmutableArray<string>.Builder literals = ImmutableArray.CreateBuilder<string>();
        literals.Add(Quote(text));
        if (text is "true" or "false")
        {
            literals.Add(text);
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer)
            && integer > long.MinValue && integer.ToString(CultureInfo.InvariantCulture) == text)
        {
            literals.Add(text);
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && double.IsFinite(number) && number.ToString("R", CultureInfo.InvariantCulture) == text)
        {
            literals.Add(text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0");
        }

        return literals.DrainToImmutable();
    }

    /// <summary>A regular expression, in RE2's syntax, that is the text itself.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The expression.</returns>
    public static string EscapeRegex(string text)
    {
        StringBuilder expression = new(text.Length);
        foreach (char symbol in text)
        {
            if (symbol is '\\' or '.' or '+' or '*' or '?' or '(' or ')' or '|' or '[' or ']' or '{' or '}' or '^' or '$')
            {
                expression.Append('\\');
            }

            expression.Append(symbol);
        }

        return expression.ToString();
    }

    private static bool IsHidden(char symbol) => char.IsSurrogate(symbol) || char.IsControl(symbol) || char.GetUnicodeCategory(symbol)
        is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned;
}
