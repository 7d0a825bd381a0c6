using System.Net;

namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>Lets requests in at a cluster's API server, and at no other host: redirections elsewhere go without credentials.</summary>
/// <param name="server">The server's address.</param>
/// <param name="connection">The connection.</param>
/// <param name="credentials">Its credentials.</param>
/// <param name="inner">The connection's handler.</param>
internal sealed class KubernetesCredentialHandler(Uri server, KubeConnection connection, KubernetesCredentials credentials, HttpMessageHandler inner)
    : DelegatingHandler(inner)
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Uri.Compare(request.RequestUri, server, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) != 0)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        // The name that the certificate must have is that of the Host header.
        request.Headers.Host = connection.Cluster.TlsServerName;
        foreach ((string name, string value) in connection.User.Impersonation)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Headers.Authorization = await credentials.GetAsync(cancellationToken).ConfigureAwait(false);
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized || request.Content is not null || !credentials.Forget())
        {
            return response;
        }

        response.Dispose();
        request.Headers.Authorization = await credentials.GetAsync(cancellationToken).ConfigureAwait(false);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            credentials.Dispose();
        }

        base.Dispose(disposing);
    }
}
