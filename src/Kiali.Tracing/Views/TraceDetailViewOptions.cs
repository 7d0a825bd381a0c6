using System.Collections.Immutable;

namespace Kiali.Tracing.Views;

/// <summary>What a view of a trace shows beside the trace.</summary>
public sealed record TraceDetailViewOptions
{
    /// <summary>The comparison with metrics, between the waterfall and the similar traces; default none.</summary>
    public ImmutableArray<ViewBlock> Comparison { get; init; } = [];

    /// <summary>How slow the trace is among the requests of its workload, for instance <c>99.1 % in 10m</c>; null when not known.</summary>
    public string? Rank { get; init; }

    /// <summary>The trace's page at its source; null leads nowhere.</summary>
    public Uri? Link { get; init; }

    /// <summary>How the host calls verbs, for the next commands; null (the default) names none.</summary>
    public string? CallName { get; init; }
}
