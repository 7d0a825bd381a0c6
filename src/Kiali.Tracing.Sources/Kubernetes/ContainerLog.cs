using System.Collections.Immutable;

namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>What was read of a container's log.</summary>
/// <param name="Lines">The lines in the order they were written, each with its time, Unix nanoseconds.</param>
internal sealed record ContainerLog(ImmutableArray<(long UnixNano, string Body)> Lines)
{
    /// <summary>The log of a container that wrote nothing.</summary>
    public static ContainerLog Empty { get; } = new([]);

    /// <summary>How many older lines the limit is known to have left out.</summary>
    public long LeftOut { get; init; }

    /// <summary>Whether there may be more of those.</summary>
    public bool MayHaveOlder { get; init; }

    /// <summary>What is missing, as code and sentence; null when nothing is.</summary>
    public (string Code, string Message)? Missing { get; init; }

    /// <summary>How many lines came without a time and were left out.</summary>
    public long Timeless { get; init; }

    /// <summary>The first line without a time; null when there was none.</summary>
    public string? FirstTimeless { get; init; }

    /// <summary>How many lines lost their end because they are too long.</summary>
    public long Shortened { get; init; }
}
