namespace Kiali.Tracing.TestKit.Peers;

/// <summary>A real Prometheus on loopback that holds given samples, scrapes nothing, and ends with the test.</summary>
public sealed class PrometheusServer : PromQlPeer
{
    private PrometheusServer(PeerProcess process)
        : base(process)
    {
    }

    /// <summary>Backfills the samples and starts the server.</summary>
    /// <param name="writeSamples">Writes OpenMetrics text with timestamps to the path it is given.</param>
    public static async Task<PrometheusServer> StartAsync(Func<string, Task> writeSamples)
    {
        DirectoryInfo folder = PeerProcess.CreateFolder();
        string samples = Path.Combine(folder.FullName, "samples.om");
        string data = Path.Combine(folder.FullName, "data");
        string config = Path.Combine(folder.FullName, "prometheus.yml");
        await writeSamples(samples);
        await File.WriteAllTextAsync(config, "global: {}\n");
        await PeerProcess.RunAsync(PeerTools.PromTool!, "tsdb", "create-blocks-from", "openmetrics", samples, data);
        return new PrometheusServer(await PeerProcess.StartAsync(PeerTools.Prometheus!, folder, "-/ready", authority =>
        [
            $"--config.file={config}",
            $"--storage.tsdb.path={data}",
            "--storage.tsdb.retention.time=100y",
            $"--web.listen-address={authority}",
            "--web.enable-remote-write-receiver",
            "--enable-feature=native-histograms,exemplar-storage",
            "--query.max-samples=500000000",
            "--log.level=error",
        ]));
    }
}
