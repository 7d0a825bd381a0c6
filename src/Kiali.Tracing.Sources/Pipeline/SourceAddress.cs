namespace Kiali.Tracing.Sources.Pipeline;

/// <summary>Turns a source's URI into the address that is asked.</summary>
internal static class SourceAddress
{
    /// <summary>The HTTP address of a URI such as <c>jaeger+https://host:16686/base</c>.</summary>
    /// <param name="uri">The URI: a kind, <c>+</c>, then <c>http</c>, <c>https</c>, <c>grpc</c> or <c>grpcs</c>.</param>
    /// <param name="standardPort">The port when the URI names none; null for that of HTTP.</param>
    /// <returns>The address; its path ends with a slash, so that relative addresses are below it.</returns>
    /// <exception cref="ArgumentException">The URI names no host, or has a query.</exception>
    public static Uri Of(string uri, int? standardPort = null)
    {
        int plus = uri.IndexOf('+', StringComparison.Ordinal);
        int colon = uri.IndexOf(':', StringComparison.Ordinal);
        string wire = uri[(plus + 1)..colon].ToLowerInvariant();
        string scheme = wire is "https" or "grpcs" ? "https" : "http";
        if (!Uri.TryCreate(scheme + uri[colon..], UriKind.Absolute, out Uri? address) || address.Host.Length == 0)
        {
            throw new ArgumentException($"{uri} names no host; write {uri[..colon]}://HOST:PORT.");
        }

        if (address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            throw new ArgumentException($"{uri[..uri.IndexOfAny(['?', '#'])]} is followed by a query; a source's URI ends with its path.");
        }

        UriBuilder builder = new(address);
        if (standardPort is { } port && !HasPort(uri[colon..]))
        {
            builder.Port = port;
        }

        if (!builder.Path.EndsWith('/'))
        {
            builder.Path += "/";
        }

        return builder.Uri;
    }

    private static bool HasPort(string rest)
    {
        string authority = rest.TrimStart(':', '/').Split('/')[0];
        int colon = authority.LastIndexOf(':');
        return colon > authority.LastIndexOf(']');
    }
}
