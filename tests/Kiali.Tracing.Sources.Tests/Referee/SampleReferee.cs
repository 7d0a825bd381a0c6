using System.IO.Compression;
using System.Text.Json.Nodes;
using Kiali.Tracing.Sources.Tests.Snapshots;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Referee;

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

    internal PrometheusServer Server => _server ?? throw new InvalidOperationException(PrometheusTools.AbsenceMessage);

    internal IMetricSource Metrics => _snapshot?.Metrics ?? throw new InvalidOperationException(PrometheusTools.AbsenceMessage);

    /// <summary>The traces by start; in no source's order.</summary>
    internal IReadOnlyList<Trace> Traces { get; private set; } = [];

    public async Task InitializeAsync()
    {
        if (!PrometheusTools.Exist)
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
        await using FileStream packed = File.OpenRead(SampleIncident.Metrics);
        await using GZipStream unpacked = new(packed, CompressionMode.Decompress);
        await using FileStream target = File.Create(path);
        await unpacked.CopyToAsync(target);
    }
}
