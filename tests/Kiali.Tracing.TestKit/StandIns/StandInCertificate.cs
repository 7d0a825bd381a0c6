using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kiali.Tracing.TestKit.StandIns;

/// <summary>The certificate of stand-in servers: signed by itself, for loopback, trusted by nobody who is not told to.</summary>
public static class StandInCertificate
{
    /// <summary>The certificate with its key.</summary>
    public static X509Certificate2 Server { get; } = Create();

    /// <summary>The certificate without its key, as a PEM file of authorities holds it.</summary>
    public static string Pem => Server.ExportCertificatePem();

    private static X509Certificate2 Create()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=stand-in", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, true));
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
