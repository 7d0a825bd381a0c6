using System.Collections.Immutable;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.Sources;
using Xunit;

namespace Kiali.Tracing.TestKit.Contracts;

/// <summary>What every source of ready graphs promises; a source's tests inherit it. The source must hold a graph of workloads with edges of at least two namespaces.</summary>
public abstract class MeshGraphSourceContract
{
    /// <summary>Opens the source.</summary>
    protected abstract Task<OpenedSource> OpenAsync();

    [Fact]
    public async Task Nodes_are_distinct_and_in_order_and_edges_join_nodes()
    {
        await using OpenedSource source = await OpenAsync();
        MeshGraph graph = await GetAsync(source, new MeshGraphQuery());
        ImmutableArray<string> ids = [.. graph.Nodes.Select(node => node.Id)];
        Assert.NotEmpty(graph.Edges);
        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
        Assert.All(graph.Edges, edge => Assert.True(ids.Contains(edge.Source) && ids.Contains(edge.Target)));
        ImmutableArray<(string, string, string)> keys = [.. graph.Edges.Select(edge => (edge.Source, edge.Target, edge.Traffic.Protocol))];
        Assert.Equal(keys.Distinct().OrderBy(key => key.Item1, StringComparer.Ordinal).ThenBy(key => key.Item2, StringComparer.Ordinal).ThenBy(key => key.Item3, StringComparer.Ordinal), keys);
        Assert.NotEmpty(source.Graphs!.Maker);
        Assert.Contains("graph", source.Capabilities);
    }

    [Fact]
    public async Task Rates_and_shares_are_within_their_bounds()
    {
        await using OpenedSource source = await OpenAsync();
        MeshGraph graph = await GetAsync(source, new MeshGraphQuery());
        Assert.All(graph.Edges.Select(edge => edge.Traffic).Concat(graph.Nodes.SelectMany(node => node.Traffic)), traffic =>
        {
            Assert.True((traffic.RequestsPerSecond ?? traffic.MessagesPerSecond ?? traffic.BytesPerSecond ?? 0) >= 0);
            Assert.InRange(traffic.ErrorPercent ?? 0, 0, 100.0001);
            Assert.InRange(traffic.ClientErrorPercent ?? 0, 0, 100.0001);
        });
    }

    [Fact]
    public async Task A_graph_is_narrowed_by_namespace_with_callers_and_callees_beyond_it()
    {
        await using OpenedSource source = await OpenAsync();
        MeshGraph all = await GetAsync(source, new MeshGraphQuery());
        string some = all.Nodes.Select(node => node.Namespace).OfType<string>().First();
        MeshGraph within = await GetAsync(source, new MeshGraphQuery { Namespaces = [some] });
        HashSet<string> inside = [.. all.Nodes.Where(node => node.Namespace == some).Select(node => node.Id)];
        Assert.Equal(all.Edges.Count(edge => inside.Contains(edge.Source) || inside.Contains(edge.Target)), within.Edges.Length);
        Assert.All(within.Edges, edge => Assert.True(inside.Contains(edge.Source) || inside.Contains(edge.Target)));
        Assert.Empty((await GetAsync(source, new MeshGraphQuery { Namespaces = ["no-such-namespace"] })).Nodes);
    }

    [Fact]
    public async Task A_type_that_the_source_cannot_give_is_a_wrong_query()
    {
        await using OpenedSource source = await OpenAsync();
        MeshGraph own = await GetAsync(source, new MeshGraphQuery());
        Assert.Equal(own.Type, (await GetAsync(source, new MeshGraphQuery { Type = own.Type })).Type);
        if (!source.IsLive)
        {
            GraphType other = own.Type == GraphType.App ? GraphType.Service : GraphType.App;
            await Assert.ThrowsAsync<ArgumentException>(() => source.Graphs!.GetGraphAsync(new MeshGraphQuery { Type = other }, CancellationToken.None));
        }
    }

    private static async Task<MeshGraph> GetAsync(OpenedSource source, MeshGraphQuery query)
        => (await source.Graphs!.GetGraphAsync(query, CancellationToken.None)).Value;
}
