using System.Text.Json.Nodes;
using Kiali.Tracing.Sources;
using Xunit;

namespace Kiali.Tracing.TestKit.Peers;

/// <summary>
/// A Prometheus 2 that holds the recorded incident, and the same snapshot said to come from one, so that both close ranges at both ends.
/// Neither is there where there is no Prometheus.
/// </summary>
public sealed class SampleReferee : IAsyncLifetime
{
    private const string Version = "2.42.0";

    private SampleFolder? _folder;
    private OpenedSource? _snapshot;
    private PrometheusServer? _server;

    public PrometheusServer Server => _server ?? throw new InvalidOperationException(PeerTools.AbsenceOf("prometheus"));

    /// <summary>The URI of the snapshot.</summary>
    public string SnapshotUri => _folder?.Uri ?? throw new InvalidOperationException(PeerTools.AbsenceOf("prometheus"));

    public IMetricSource Metrics => _snapshot?.Metrics ?? throw new InvalidOperationException(PeerTools.AbsenceOf("prometheus"));

    /// <summary>The traces by start; in no source's order.</summary>
    public IReadOnlyList<Trace> Traces { get; private set; } = [];

    public async Task InitializeAsync()
    {
        if (!PeerTools.HavePrometheus)
        {
            return;
        }

        _server = await PrometheusServer.StartAsync(UnpackAsync);
        _folder = SampleFolder.Copy();
        string manifest = _folder.PathTo("snapshot.json");
        JsonNode content = JsonNode.Parse(await File.ReadAllTextAsync(manifest))!;
        content["metricBackend"]!["version"] = Version;
        await File.WriteAllTextAsync(manifest, content.ToJsonString());
        _snapshot = await _folder.OpenAsync();
        Answer<TraceSet> traces = await _snapshot.Traces!.FindTracesAsync(new TraceQuery(), default);
        Traces = [.. traces.Value.Traces];
    }

    public async Task DisposeAsync()
    {
        if (_snapshot is not null)
        {
            await _snapshot.DisposeAsync();
        }

        _folder?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private static async Task UnpackAsync(string path)
    {
        await using Stream unpacked = SampleIncident.OpenMetrics();
        await using FileStream target = File.Create(path);
        await unpacked.CopyToAsync(target);
    }
}
