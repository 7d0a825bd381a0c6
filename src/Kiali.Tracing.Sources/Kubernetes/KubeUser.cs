using System.Collections.Immutable;

namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>Who one is at a cluster. No record: its secrets are never printed.</summary>
internal sealed class KubeUser
{
    /// <summary>The user without credentials.</summary>
    public static KubeUser Nobody { get; } = new() { Name = string.Empty };

    /// <summary>The user's name in the kubeconfig.</summary>
    public required string Name { get; init; }

    /// <summary>A bearer token; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>A file with a bearer token, which counts before <see cref="Token"/> and is read at each use; null for none.</summary>
    public string? TokenFile { get; init; }

    /// <summary>The name for basic authentication; null for none.</summary>
    public string? UserName { get; init; }

    /// <summary>The password for basic authentication.</summary>
    public string? Password { get; init; }

    /// <summary>The PEM file of the client's certificate; null for none.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>The same in place, as base64 of PEM; it counts before the file. Null for none.</summary>
    public string? CertificateData { get; init; }

    /// <summary>The PEM file of its key; null for none.</summary>
    public string? KeyFile { get; init; }

    /// <summary>The same in place, as base64 of PEM; it counts before the file. Null for none.</summary>
    public string? KeyData { get; init; }

    /// <summary>The program that gives credentials; null for none.</summary>
    public ExecPlugin? Plugin { get; init; }

    /// <summary>The way to authenticate that was built into older clients, for instance <c>gcp</c>; null for none.</summary>
    public string? AuthProvider { get; init; }

    /// <summary>The headers that say as whom to act, from <c>as</c> and its kin.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Impersonation { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
