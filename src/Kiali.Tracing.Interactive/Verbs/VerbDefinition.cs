using System.Collections.Immutable;
using Kiali.Tracing.Interactive.Hosting;

namespace Kiali.Tracing.Interactive.Verbs;

/// <summary>What a verb is called, takes and shows: the source of grammar, help and completion in every host.</summary>
/// <param name="Name">Its name, one lower-case word.</param>
/// <param name="Summary">What it does, one sentence.</param>
public sealed record VerbDefinition(string Name, string Summary)
{
    /// <summary>The word that follows it; null when there is none.</summary>
    public VerbArgument? Argument { get; init; }

    /// <summary>Its own options, before the ones that many verbs share.</summary>
    public ImmutableArray<VerbOption> Options { get; init; } = [];

    /// <summary>Examples for the help.</summary>
    public ImmutableArray<VerbExample> Examples { get; init; } = [];

    /// <summary>Related verbs.</summary>
    public ImmutableArray<string> SeeAlso { get; init; } = [];

    /// <summary>The formats it can be shown in, the first being the default; empty for a verb that shows messages only.</summary>
    public ImmutableArray<string> Formats { get; init; } = [];

    /// <summary>Whether it has a data frame, which <c>--name</c> names; its name is the verb's unless said otherwise.</summary>
    public bool HasFrame { get; init; }

    /// <summary>The host it is limited to, where it makes sense only there; null for all.</summary>
    public HostKind? OnlyIn { get; init; }

    /// <summary>Whether it looks at spans, whose workloads <c>--service-map</c> can name; default yes.</summary>
    public bool MapsSpans { get; init; } = true;

    /// <summary>All options: its own, those of its output, <c>--source</c>, how one is let in there, and <c>--service-map</c>.</summary>
    public IEnumerable<VerbOption> AllOptions => Options
        .Concat(HasFrame ? [CommonOptions.Name] : [])
        .Concat(Formats.IsEmpty ? [] : [CommonOptions.Format(Formats), CommonOptions.Output])
        .Append(CommonOptions.Source)
        .Concat(AccessOptions.All)
        .Concat(MapsSpans ? [CommonOptions.ServiceMap] : [])
        .Append(CommonOptions.Help);
}
