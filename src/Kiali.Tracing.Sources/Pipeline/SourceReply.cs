using System.Net;
using System.Net.Http.Headers;

namespace Kiali.Tracing.Sources.Pipeline;

/// <summary>An answer over HTTP, its body still to be read.</summary>
/// <param name="Status">The status: a success, or a failure that the request accepts.</param>
/// <param name="MediaType">The body's media type, lower case, without parameters; empty when not told.</param>
/// <param name="Headers">The answer's headers.</param>
/// <param name="Body">The body, unpacked and bounded: reading past the bound throws a <see cref="SourceException"/>.</param>
internal sealed record SourceReply(HttpStatusCode Status, string MediaType, HttpResponseHeaders Headers, Stream Body)
{
    /// <summary>Takes the secrets in use out of a text that the server sent.</summary>
    public required Func<string, string> WithoutSecrets { get; init; }

    /// <summary>Reads what the server says of a failure that the request accepted.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>One line without secrets; empty when it says nothing.</returns>
    public async Task<string> ReadErrorAsync(CancellationToken cancellationToken)
        => WithoutSecrets(await ErrorText.ReadAsync(Body, MediaType, cancellationToken).ConfigureAwait(false));
}
