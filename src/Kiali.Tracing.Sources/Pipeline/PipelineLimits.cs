namespace Kiali.Tracing.Sources.Pipeline;

/// <summary>How much one back end may be asked at once, and how much it may answer.</summary>
internal sealed record PipelineLimits
{
    /// <summary>The most bytes of one answer, after unpacking; default 1 GiB.</summary>
    public long LargestBody { get; init; } = 1L << 30;

    /// <summary>The most bytes of one gRPC message; default 256 MiB, as a trace of many spans is one message.</summary>
    public int LargestMessage { get; init; } = 256 << 20;

    /// <summary>The most requests at the same time; default 8.</summary>
    public int MostAtOnce { get; init; } = 8;

    /// <summary>How often a failed question is repeated; default twice.</summary>
    public int MostRepetitions { get; init; } = 2;

    /// <summary>The most a server's Retry-After is waited for; default 5 s.</summary>
    public TimeSpan LongestRetryAfter { get; init; } = TimeSpan.FromSeconds(5);
}
