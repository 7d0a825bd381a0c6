namespace Kiali.Tracing.TestKit.Simulation.Scenarios;

/// <summary>A lognormal duration: half of all draws are below the median, sigma is the spread of the logarithm.</summary>
public sealed record Latency
{
    /// <summary>Median in milliseconds.</summary>
    public required double MedianMs { get; init; }

    /// <summary>Standard deviation of the natural logarithm; 0 gives the median each time.</summary>
    public required double Sigma { get; init; }

    /// <summary>Smallest draw in milliseconds; smaller ones are raised to it.</summary>
    public double MinMs { get; init; }

    /// <summary>Largest draw in milliseconds; larger ones are cut to it.</summary>
    public double MaxMs { get; init; } = double.MaxValue;
}
