namespace Kiali.Tracing.Sources;

/// <summary>Keeps credentials out of URIs, which are printed, saved in notebooks and written into reports.</summary>
internal static class SourceUriCredentials
{
    private static readonly string[] SecretKeys = ["token", "access_token", "password", "passwd", "secret", "apikey", "api_key", "auth"];

    /// <summary>Refuses a URI that holds credentials.</summary>
    /// <param name="uri">The URI.</param>
    /// <exception cref="ArgumentException">It does; the message does not repeat them.</exception>
    public static void Refuse(string uri)
    {
        int start = uri.IndexOf("//", StringComparison.Ordinal);
        string rest = start < 0 ? uri[(uri.IndexOf(':', StringComparison.Ordinal) + 1)..] : uri[(start + 2)..];
        int end = rest.IndexOfAny(['/', '?', '#']);
        string authority = end < 0 ? rest : rest[..end];
        string query = rest.IndexOf('?', StringComparison.Ordinal) is int mark and >= 0 ? rest[(mark + 1)..] : string.Empty;
        bool secretKey = query.Split('&', '#').Any(pair => SecretKeys.Contains(pair.Split('=')[0].ToLowerInvariant()));
        if (authority.Contains('@', StringComparison.Ordinal) || secretKey)
        {
            string scheme = uri[..uri.IndexOf(':', StringComparison.Ordinal)];
            throw new ArgumentException(
                $"The {scheme} URI holds credentials; URIs are printed and saved, so leave them out and name an environment variable or a file that holds them.");
        }
    }
}
