using System.Net.Http.Headers;
using System.Text;

namespace Kiali.Tracing.Sources.Pipeline;

/// <summary>Puts credentials and headers on each request, and follows redirections without giving them to another host.</summary>
/// <remarks>Only questions without a body follow a redirection: a body is never sent to where it was not meant for.</remarks>
internal sealed class AccessHandler(string sourceUri, SourceAccess access, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int MostRedirections = 5;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri first = request.RequestUri!;
        Authorize(request);
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        for (int hop = 0; hop < MostRedirections && request.Content is null && Target(response, request.RequestUri!) is { } target; hop++)
        {
            if (request.RequestUri!.Scheme == Uri.UriSchemeHttps && target.Scheme != Uri.UriSchemeHttps)
            {
                response.Dispose();
                throw new SourceException(
                    sourceUri, "follow a redirection", $"{sourceUri}: the server redirects from https to http://{target.Authority}, where nothing is protected; use the right address.");
            }

            response.Dispose();
            request = new HttpRequestMessage(request.Method, target) { Version = request.Version, VersionPolicy = request.VersionPolicy };
            request.Headers.Accept.ParseAdd("*/*");
            if (IsSameOrigin(first, target))
            {
                Authorize(request);
            }

            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        return response;
    }

    /// <summary>Takes the secrets in use out of a text that a server sent.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text, with dots in place of secrets.</returns>
    public string WithoutSecrets(string text)
    {
        foreach (SecretReference secret in access.Headers.Select(header => header.Secret).Append(access.BearerToken).Append(access.Password).OfType<SecretReference>())
        {
            text = text.Replace(secret.Read(sourceUri), "…", StringComparison.Ordinal);
        }

        return text;
    }

    private void Authorize(HttpRequestMessage request)
    {
        if (access.BearerToken is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Read(sourceUri));
        }
        else if (access.UserName is { } user)
        {
            string pair = $"{user}:{access.Password?.Read(sourceUri)}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        }

        foreach (AccessHeader header in access.Headers)
        {
            request.Headers.Remove(header.Name);
            if (!request.Headers.TryAddWithoutValidation(header.Name, header.Value ?? header.Secret!.Read(sourceUri)))
            {
                throw new ArgumentException($"{header.Name} is no header of a request; leave it out.");
            }
        }
    }

    private static Uri? Target(HttpResponseMessage response, Uri from)
        => (int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location
            && Uri.TryCreate(from, location, out Uri? target) && (target.Scheme == Uri.UriSchemeHttp || target.Scheme == Uri.UriSchemeHttps)
            ? target
            : null;

    private static bool IsSameOrigin(Uri left, Uri right)
        => Uri.Compare(left, right, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
