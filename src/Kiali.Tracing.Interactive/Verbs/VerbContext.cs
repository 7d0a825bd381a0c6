using System.Collections.Immutable;
using Kiali.Tracing.Interactive.Hosting;
using Kiali.Tracing.Interactive.Sessions;

namespace Kiali.Tracing.Interactive.Verbs;

/// <summary>What a running verb works with.</summary>
/// <param name="Session">The sources and the focus.</param>
/// <param name="Arguments">What it was called with.</param>
/// <param name="Host">Where it runs.</param>
/// <param name="Progress">Where it says how far it is; replaced, never appended.</param>
/// <param name="Verbs">All verbs, for the help.</param>
public sealed record VerbContext(
    KialiSession Session, VerbArguments Arguments, HostKind Host, IProgress<ProgressReport> Progress, ImmutableArray<VerbDefinition> Verbs)
{
    /// <summary>How this host calls verbs: <c>#!kiali</c> or <c>kiali-tracing</c>.</summary>
    public string CallName => VerbCall.NameIn(Host);
}
