namespace Kiali.Tracing.Sources.Tempo;

/// <summary>How Tempo is asked.</summary>
internal sealed record TempoOptions
{
    /// <summary>As documented with each option.</summary>
    public static TempoOptions Default { get; } = new();

    /// <summary>How far back is searched when no window is given; default 14 days, which is as long as Tempo keeps traces by default.</summary>
    public TimeSpan LookBack { get; init; } = TimeSpan.FromDays(14);

    /// <summary>How far back names of services and operations are looked for; default one day.</summary>
    public TimeSpan NamesLookBack { get; init; } = TimeSpan.FromDays(1);

    /// <summary>
    /// How far around the times that a search tells of a trace its spans are looked for when the trace is got; default one hour. Tempo looks into fewer
    /// blocks for it.
    /// </summary>
    public TimeSpan TraceMargin { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The most traces that are got for one question without a limit; default 1,000.</summary>
    public int MostTraces { get; init; } = 1000;

    /// <summary>The most traces that are got to find those of a question with a limit, where Tempo cannot tell them apart itself; default 4,000.</summary>
    public int MostCandidates { get; init; } = 4000;

    /// <summary>The most bytes of traces that are got for one question; default 1 GiB.</summary>
    public long MostBytes { get; init; } = 1L << 30;

    /// <summary>The most pieces that a window is searched in, where Tempo refuses it as a whole; default 64.</summary>
    public int MostPieces { get; init; } = 64;
}
