using Kiali.Tracing.Sources.Pipeline;

namespace Kiali.Tracing.Sources.Prometheus;

/// <summary>Opens servers that speak Prometheus's HTTP API: Prometheus, Thanos, Mimir, VictoriaMetrics.</summary>
internal static class PrometheusSource
{
    private const string ApiPath = "/api/v1/";

    /// <summary>Opens a server; nothing is asked yet.</summary>
    /// <param name="uri">The source's URI, with the path that the server is served under.</param>
    /// <param name="options">Access, deadline, clock.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The server's metrics, workloads, and PromQL.</returns>
    /// <exception cref="ArgumentException">The URI names no host.</exception>
    public static Task<OpenedSource> OpenAsync(string uri, SourceOpenOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Uri address = SourceAddress.Of(uri);
        if (address.AbsolutePath.EndsWith(ApiPath, StringComparison.Ordinal))
        {
            // Pasted from a client's settings, some of which want the API's own path.
            address = new Uri(address, address.AbsolutePath[..^(ApiPath.Length - 1)]);
        }

        PrometheusOptions standard = PrometheusOptions.Standard;
        SourcePipeline pipeline = SourcePipeline.Create(uri, address, options, new PipelineLimits { LargestBody = standard.LargestBody });
        PrometheusApi api = new(pipeline, standard);
        return Task.FromResult(new OpenedSource
        {
            Uri = uri,
            Description = $"Prometheus API at {address.Authority}",
            IsLive = true,
            Probe = token => ProbeAsync(api, pipeline, token),
            Metrics = new PrometheusMetricSource(api),
            RawMetrics = new PrometheusRawMetricSource(api),
            Exemplars = new PrometheusExemplarSource(api),
            PromQl = new PrometheusPromQlSource(api),
            Catalog = new PrometheusCatalogSource(api),
            Owned = pipeline,
        });
    }

    // Not every server tells its build; each can count to one.
    private static async Task<SourceProbe> ProbeAsync(PrometheusApi api, SourcePipeline pipeline, CancellationToken cancellationToken)
    {
        const string Operation = "ask for the version";
        long now = UnixTime.FloorToUnixMillis(UnixTime.ToUnixNano(pipeline.Clock.GetUtcNow()));
        await api.QueryAsync(Operation, "vector(1)", now, ofUser: false, cancellationToken).ConfigureAwait(false);
        try
        {
            (string? version, string? application) =
                (await api.AskAsync(Operation, "api/v1/status/buildinfo", [], PrometheusJson.BuildOf, ofUser: false, cancellationToken).ConfigureAwait(false)).Data;
            string name = application ?? "Prometheus API";
            return new SourceProbe(version, version is null ? name : $"{name} {version}");
        }
        catch (SourceException failure) when (!failure.IsTransient)
        {
            return new SourceProbe(null, "Prometheus API");
        }
    }
}
