namespace Kiali.Tracing.Sources;

/// <summary>A header that goes with every request, for instance <c>X-Scope-OrgID</c>.</summary>
/// <param name="Name">The header's name.</param>
/// <param name="Value">Its value in the open; null when it is a secret.</param>
/// <param name="Secret">Where its value is; null when it is in the open.</param>
public sealed record AccessHeader(string Name, string? Value, SecretReference? Secret)
{
    private static readonly string[] SecretNames = ["authorization", "proxy-authorization", "cookie", "x-api-key", "api-key", "x-auth-token"];

    /// <summary>Reads <c>NAME=VALUE</c>, <c>NAME=env:VARIABLE</c> or <c>NAME=file:PATH</c>; a colon may stand for the equals sign.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The header.</returns>
    /// <exception cref="ArgumentException">It is none, or would hold a secret in the open; the message does not repeat the value.</exception>
    public static AccessHeader Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int sign = text.IndexOfAny(['=', ':']);
        string name = sign <= 0 ? string.Empty : text[..sign].Trim();
        if (name.Length == 0 || name.Any(symbol => !char.IsAsciiLetterOrDigit(symbol) && symbol is not ('-' or '_')))
        {
            throw new ArgumentException("A header is written NAME=VALUE, NAME=env:VARIABLE or NAME=file:PATH.");
        }

        string value = text[(sign + 1)..].Trim();
        if (SecretReference.Parse(value) is { } secret)
        {
            return new AccessHeader(name, null, secret);
        }

        if (SecretNames.Contains(name.ToLowerInvariant()))
        {
            throw new ArgumentException($"The header {name} holds a secret, and what is typed is kept in histories and notebooks: write {name}=env:VARIABLE or {name}=file:PATH.");
        }

        return value.AsSpan().ContainsAnyInRange('\0', '\u001f')
            ? throw new ArgumentException($"The header {name} has a value of several lines.")
            : new AccessHeader(name, value, null);
    }
}
