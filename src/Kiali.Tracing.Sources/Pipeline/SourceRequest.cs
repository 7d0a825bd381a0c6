using System.Collections.Immutable;
using System.Net;

namespace Kiali.Tracing.Sources.Pipeline;

/// <summary>One question to a back end over HTTP.</summary>
/// <param name="Operation">What is wanted, for errors, for instance <c>find traces</c>.</param>
/// <param name="Path">The address below the source's own, with its query, escaped.</param>
internal sealed record SourceRequest(string Operation, string Path)
{
    /// <summary>The method; GET by default.</summary>
    public HttpMethod Method { get; init; } = HttpMethod.Get;

    /// <summary>Makes the body, anew for each repetition; null for none.</summary>
    public Func<HttpContent>? Body { get; init; }

    /// <summary>The media types that are understood, the best first.</summary>
    public string Accept { get; init; } = "application/json";

    /// <summary>Headers of this question alone.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The failure statuses that the reader wants to see itself, for instance 404 for an unknown id.</summary>
    public Func<HttpStatusCode, bool> Accepts { get; init; } = static _ => false;

    /// <summary>Whether it is asked over HTTP/2, also where there is no TLS to agree on it: for a port that gRPC is served on, too.</summary>
    public bool IsHttp2 { get; init; }

    /// <summary>Whether a web page is an answer; otherwise it is taken for a login page or a wrong path and refused.</summary>
    public bool AcceptsHtml { get; init; }
}
