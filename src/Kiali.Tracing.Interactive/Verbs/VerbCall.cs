using Kiali.Tracing.Interactive.Hosting;

namespace Kiali.Tracing.Interactive.Verbs;

/// <summary>How a host calls verbs, for messages that people copy.</summary>
public static class VerbCall
{
    /// <summary>What stands for the call in a message until a host shows it.</summary>
    public const string Placeholder = "{kiali}";

    /// <summary>The call of a host.</summary>
    /// <param name="host">The host.</param>
    /// <returns><c>#!kiali</c> or <c>kiali-tracing</c>.</returns>
    public static string NameIn(HostKind host) => host == HostKind.Notebook ? "#!kiali" : "kiali-tracing";
}
