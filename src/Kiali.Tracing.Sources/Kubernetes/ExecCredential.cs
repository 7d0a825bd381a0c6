using System.Security.Cryptography.X509Certificates;

namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>What a credential plugin gave. No record: it is never printed.</summary>
/// <param name="token">The bearer token; null for none.</param>
/// <param name="certificate">The client's certificate with its key; null for none.</param>
/// <param name="expires">When it ends to be good; null for never.</param>
internal sealed class ExecCredential(string? token, X509Certificate2? certificate, DateTimeOffset? expires)
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    /// <summary>The bearer token; null for none.</summary>
    public string? Token => token;

    /// <summary>The client's certificate with its key; null for none.</summary>
    public X509Certificate2? Certificate => certificate;

    /// <summary>Whether it is good for a request now.</summary>
    /// <param name="now">The time.</param>
    /// <returns>Whether it does not end within 10 s.</returns>
    public bool IsGood(DateTimeOffset now) => expires is not { } end || now + Margin < end;
}
