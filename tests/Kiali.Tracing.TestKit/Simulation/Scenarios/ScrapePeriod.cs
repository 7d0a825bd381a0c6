namespace Kiali.Tracing.TestKit.Simulation.Scenarios;

/// <summary>From when on metrics are scraped at which interval.</summary>
public sealed record ScrapePeriod
{
    public required DateTimeOffset From { get; init; }

    public required int IntervalSeconds { get; init; }
}
