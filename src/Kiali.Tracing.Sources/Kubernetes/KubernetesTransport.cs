using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Kiali.Tracing.Sources.Pipeline;

namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>The way to a cluster that a kubeconfig says: authorities, certificates, proxy, credentials.</summary>
/// <param name="sourceUri">The source, for errors.</param>
/// <param name="server">The server's address.</param>
/// <param name="connection">The connection.</param>
/// <param name="credentials">Its credentials; they are disposed with the handler.</param>
internal sealed class KubernetesTransport(string sourceUri, Uri server, KubeConnection connection, KubernetesCredentials credentials) : ISourceTransport
{
    /// <inheritdoc/>
    /// <exception cref="SourceException">A certificate cannot be read.</exception>
    public HttpMessageHandler CreateHandler()
    {
        SocketsHttpHandler handler = Transport.Create();
        if (connection.Cluster.InsecureSkipTlsVerify)
        {
            Transport.TrustAnyone(handler.SslOptions);
        }
        else if (Pem(connection.Cluster.AuthorityData, connection.Cluster.AuthorityFile, "certificate-authority") is { } authority)
        {
            handler.SslOptions.CertificateChainPolicy = Transport.Trusting(Load("certificate-authority", () =>
            {
                X509Certificate2Collection authorities = [];
                authorities.ImportFromPem(authority);
                return authorities.Count > 0 ? authorities : throw new CryptographicException("it holds no certificate");
            }));
        }

        if (Pem(connection.User.CertificateData, connection.User.CertificateFile, "client-certificate") is { } certificate)
        {
            string key = Pem(connection.User.KeyData, connection.User.KeyFile, "client-key") ?? certificate;
            X509Certificate2 own = Load("client-certificate", () =>
            {
                using X509Certificate2 pem = X509Certificate2.CreateFromPem(certificate, key);
                return Transport.ForTls(pem);
            });
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => own;
        }
        else if (connection.User.Plugin is not null)
        {
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => credentials.Certificate!;
        }

        if (connection.Cluster.ProxyUrl is { } proxy)
        {
            handler.Proxy = Uri.TryCreate(proxy, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" or "socks5"
                ? new WebProxy(address)
                : throw Unreadable("proxy-url", "it is no address of a proxy");
        }

        return new KubernetesCredentialHandler(server, connection, credentials, handler);
    }

    /// <inheritdoc/>
    public string WithoutSecrets(string text) => credentials.WithoutSecrets(text);

    private string? Pem(string? data, string? file, string what)
    {
        try
        {
            return data is not null ? Encoding.UTF8.GetString(Convert.FromBase64String(data)) : file is not null ? File.ReadAllText(file) : null;
        }
        catch (FormatException)
        {
            throw Unreadable(what + "-data", "it is no base64");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(what, $"the file {file} cannot be opened");
        }
    }

    private T Load<T>(string what, Func<T> load)
    {
        try
        {
            return load();
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw Unreadable(what, "it is no PEM with a certificate, or its key does not fit");
        }
    }

    private SourceException Unreadable(string what, string why) => new(
        sourceUri, "read the kubeconfig", $"{sourceUri}: the kubeconfig's {what} for context {connection.Context} cannot be read: {why}; see kubectl config view.");
}
