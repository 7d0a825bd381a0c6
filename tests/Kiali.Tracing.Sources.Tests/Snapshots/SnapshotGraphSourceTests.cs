using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Kiali.Tracing.Sources.Tests.KialiGraphs;
using Kiali.Tracing.TestKit;
using Kiali.Tracing.TestKit.Contracts;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Snapshots;

public sealed class SnapshotGraphSourceTests : MeshGraphSourceContract, IDisposable
{
    private readonly SampleFolder _folder = WithGraph(SmallGraph.Json);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_graph_that_was_changed_is_refused_by_name_and_the_rest_still_serves()
    {
        await File.AppendAllTextAsync(_folder.PathTo("graph.json"), " ");
        await using OpenedSource source = await _folder.OpenAsync();
        Assert.Contains("graph.json", (await Assert.ThrowsAsync<SourceException>(() => source.Graphs!.GetGraphAsync(new MeshGraphQuery(), CancellationToken.None))).Message, StringComparison.Ordinal);
        Assert.NotEmpty((await source.Catalog!.GetWorkloadsAsync(CancellationToken.None)).Value);
    }

    protected override Task<OpenedSource> OpenAsync() => _folder.OpenAsync();

    private static SampleFolder WithGraph(string json)
    {
        SampleFolder folder = SampleFolder.Copy();
        File.WriteAllText(folder.PathTo("graph.json"), json);
        JsonNode manifest = JsonNode.Parse(File.ReadAllText(folder.PathTo("snapshot.json")))!;
        manifest["files"]!.AsArray().Add(new JsonObject
        {
            ["name"] = "graph.json",
            ["bytes"] = Encoding.UTF8.GetByteCount(json),
            ["sha256"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(json))).ToLower(CultureInfo.InvariantCulture),
        });
        File.WriteAllText(folder.PathTo("snapshot.json"), manifest.ToJsonString());
        return folder;
    }
}
