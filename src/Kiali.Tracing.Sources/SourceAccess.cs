using System.Collections.Immutable;

namespace Kiali.Tracing.Sources;

/// <summary>How one is let in at a back end: who one is, whom one trusts, and what goes with each request. Secrets are named, never held.</summary>
public sealed record SourceAccess
{
    /// <summary>Without credentials, trusting the system's certificate authorities.</summary>
    public static SourceAccess Anonymous { get; } = new();

    /// <summary>The bearer token; null for none.</summary>
    public SecretReference? BearerToken { get; init; }

    /// <summary>The user's name for basic authentication; null for none.</summary>
    public string? UserName { get; init; }

    /// <summary>The user's password; null for an empty one.</summary>
    public SecretReference? Password { get; init; }

    /// <summary>The PEM file of the client's certificate; null for none.</summary>
    public string? ClientCertificateFile { get; init; }

    /// <summary>The PEM file of the client certificate's key; null when it is in the certificate's file.</summary>
    public string? ClientKeyFile { get; init; }

    /// <summary>The PEM file of the certificate authorities to trust, in place of the system's; null for the system's.</summary>
    public string? CertificateAuthorityFile { get; init; }

    /// <summary>Whether any certificate is accepted, so that whoever is in between can read and change everything; said at each use.</summary>
    public bool InsecureSkipTlsVerify { get; init; }

    /// <summary>The headers that go with every request.</summary>
    public ImmutableArray<AccessHeader> Headers { get; init; } = [];
}
