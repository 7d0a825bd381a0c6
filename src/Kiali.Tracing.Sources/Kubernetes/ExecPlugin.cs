using System.Collections.Immutable;

namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>A program that gives credentials. No record: its arguments and variables may be secrets, which are never printed.</summary>
internal sealed class ExecPlugin
{
    /// <summary>The program: a path, or a name that is looked for in <c>PATH</c>.</summary>
    public required string Command { get; init; }

    /// <summary>Its arguments.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>Environment variables that it gets besides ours.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Variables { get; init; } = [];

    /// <summary>The version of the API that it speaks, for instance <c>client.authentication.k8s.io/v1</c>.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>What to tell whoever does not have it; null for nothing.</summary>
    public string? InstallHint { get; init; }

    /// <summary>Whether it is told about the cluster.</summary>
    public bool ProvideClusterInfo { get; init; }

    /// <summary>Whether it must be able to ask the user.</summary>
    public bool NeedsTerminal { get; init; }

    /// <summary>The program's name without its folder, for messages.</summary>
    public string Name => Path.GetFileName(Command);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
