using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kiali.Tracing.Sources.Pipeline;

/// <summary>Makes the connections of a source: TLS, the environment's proxy, unpacking.</summary>
internal static class Transport
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Makes the handler at the bottom of the pipeline.</summary>
    /// <param name="sourceUri">The source, for errors.</param>
    /// <param name="access">Certificates and whom to trust.</param>
    /// <returns>The handler.</returns>
    /// <exception cref="SourceException">A certificate's file cannot be read.</exception>
    public static SocketsHttpHandler Create(string sourceUri, SourceAccess access)
    {
        SocketsHttpHandler handler = Create();
        SslClientAuthenticationOptions tls = handler.SslOptions;
        if (access.ClientCertificateFile is { } certificate)
        {
            X509Certificate2 own = Load(sourceUri, certificate, () => ClientCertificate(certificate, access.ClientKeyFile));
            tls.ClientCertificates = [own];
            tls.LocalCertificateSelectionCallback = (_, _, _, _, _) => own;
        }

        if (access.InsecureSkipTlsVerify)
        {
            TrustAnyone(tls);
        }
        else if (access.CertificateAuthorityFile is { } file)
        {
            X509Certificate2Collection authorities = [];
            Load(sourceUri, file, () =>
            {
                authorities.ImportFromPemFile(file);
                return authorities.Count > 0 ? authorities[0] : throw new CryptographicException("it holds no certificate");
            });
            tls.CertificateChainPolicy = Trusting(authorities);
        }

        return handler;
    }

    /// <summary>Makes a handler that trusts the system's authorities and has no certificate of its own.</summary>
    /// <returns>The handler.</returns>
    public static SocketsHttpHandler Create() => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = ConnectTimeout,
        EnableMultipleHttp2Connections = true,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
    };

    /// <summary>Accepts any certificate, which whoever asked for it is told at each use.</summary>
    /// <param name="tls">The handler's options.</param>
    public static void TrustAnyone(SslClientAuthenticationOptions tls)
    {
#pragma warning disable CA5359 // Asked for by --insecure-skip-tls-verify or in a kubeconfig, and said at each use.
        tls.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
    }

    /// <summary>Trusts some authorities in place of the system's.</summary>
    /// <param name="authorities">Their certificates.</param>
    /// <returns>The policy.</returns>
    public static X509ChainPolicy Trusting(X509Certificate2Collection authorities)
    {
        X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }

    /// <summary>Makes a certificate fit for TLS: Windows takes keys only out of a PKCS#12 store, and the way through one works everywhere.</summary>
    /// <param name="pem">The certificate with its key, as read from PEM.</param>
    /// <returns>The same, fit for TLS.</returns>
    public static X509Certificate2 ForTls(X509Certificate2 pem) => X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);

    private static X509Certificate2 ClientCertificate(string certificateFile, string? keyFile)
    {
        using X509Certificate2 pem = X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
        return ForTls(pem);
    }

    private static X509Certificate2 Load(string sourceUri, string file, Func<X509Certificate2> load)
    {
        try
        {
            return load();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new SourceException(
                sourceUri, "read a certificate", $"{sourceUri}: the certificate in {file} cannot be read; it must be a PEM file, with its key in it or in --client-key.", innerException: exception);
        }
    }
}
