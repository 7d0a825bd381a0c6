using Kiali.Tracing.Figures;

namespace Kiali.Tracing.Views;

/// <summary>What a view of traces shows beside the traces.</summary>
public sealed record TracesViewOptions
{
    /// <summary>Compact heatmaps by trace; traces without one have an empty cell. Empty (the default) leaves the column out.</summary>
    public IReadOnlyDictionary<TraceId, Figure> Heatmaps { get; init; } = new Dictionary<TraceId, Figure>();

    /// <summary>The page of a trace at its source; null (the default) leads nowhere.</summary>
    public Func<TraceId, Uri?>? LinkOf { get; init; }

    /// <summary>How the host calls verbs, for the next commands; null (the default) names none.</summary>
    public string? CallName { get; init; }

    /// <summary>What the data frame is called; default <c>traces</c>.</summary>
    public string FrameName { get; init; } = "traces";

    /// <summary>How many of the slowest traces are shown; default 5.</summary>
    public int Head { get; init; } = 5;

    /// <summary>How many of the fastest traces are shown; default 2.</summary>
    public int Tail { get; init; } = 2;
}
