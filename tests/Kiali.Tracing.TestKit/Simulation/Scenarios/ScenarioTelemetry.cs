using System.Collections.Immutable;

namespace Kiali.Tracing.TestKit.Simulation.Scenarios;

/// <summary>What of the traffic is recorded.</summary>
public sealed record ScenarioTelemetry
{
    /// <summary>Version of the Prometheus that the samples are said to come from.</summary>
    public required string PrometheusVersion { get; init; }

    /// <summary>In order of time; the first begins with the recording.</summary>
    public required ImmutableArray<ScrapePeriod> Scrapes { get; init; }

    /// <summary>Share of requests whose spans are kept, 0 to 1.</summary>
    public required double TraceSampling { get; init; }

    /// <summary>Logs are recorded from here to the end.</summary>
    public required DateTimeOffset LogsFrom { get; init; }

    /// <summary>Share of requests that proxies log although they are neither traced nor failed.</summary>
    public required double AccessLogSampling { get; init; }

    /// <summary>Share of requests that applications log although they are neither traced nor failed.</summary>
    public required double ApplicationLogSampling { get; init; }

    /// <summary>Period of health checks, which applications log.</summary>
    public required int HealthCheckSeconds { get; init; }

    /// <summary>Proxies keep access lines back and write them at this period.</summary>
    public required int AccessLogFlushMs { get; init; }

    /// <summary>An application writes a failure's stack trace at most this often, else one line.</summary>
    public required int StackTraceEverySeconds { get; init; }
}
