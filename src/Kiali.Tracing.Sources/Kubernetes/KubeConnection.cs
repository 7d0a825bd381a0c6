namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>A cluster to ask, resolved.</summary>
/// <param name="Context">The context's name, or words for a pod's own account.</param>
/// <param name="Cluster">The cluster.</param>
/// <param name="User">Who one is there.</param>
/// <param name="Namespace">The namespace to look in when none is named.</param>
internal sealed record KubeConnection(string Context, KubeCluster Cluster, KubeUser User, string Namespace)
{
    /// <summary>The server's address, with a slash at its end.</summary>
    /// <param name="sourceUri">The source, for errors.</param>
    /// <returns>The address.</returns>
    /// <exception cref="SourceException">It is none.</exception>
    public Uri Address(string sourceUri)
    {
        bool speaksTls = Cluster.InsecureSkipTlsVerify || (Cluster.AuthorityData ?? Cluster.AuthorityFile ?? User.CertificateData ?? User.CertificateFile) is not null;
        string server = Cluster.Server.Contains("://", StringComparison.Ordinal) ? Cluster.Server : $"{(speaksTls ? "https" : "http")}://{Cluster.Server}";
        if (!Uri.TryCreate(server, UriKind.Absolute, out Uri? address)
            || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
            || address.UserInfo.Length > 0)
        {
            throw new SourceException(
                sourceUri, "open", $"{sourceUri}: the cluster {Cluster.Name} of the kubeconfig has no server that can be asked; it is written https://HOST:PORT, without credentials.");
        }

        return address.AbsolutePath.EndsWith('/') ? address : new UriBuilder(address) { Path = address.AbsolutePath + "/" }.Uri;
    }
}
