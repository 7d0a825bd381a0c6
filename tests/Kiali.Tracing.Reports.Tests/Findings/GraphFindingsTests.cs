using System.Collections.Immutable;
using Kiali.Tracing.Analyses.MeshGraphs;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.Reports.Composition;
using Kiali.Tracing.Reports.Findings;
using Xunit;

namespace Kiali.Tracing.Reports.Tests.Findings;

public sealed class GraphFindingsTests
{
    private static readonly GraphResult Graph = Result(
        [Node("a", HealthStatus.Failing, 18.4), Node("b", HealthStatus.Degraded, 2), Node("c", HealthStatus.Healthy, 0)],
        new MeshEdge("a", "b", new EdgeTraffic("http")),
        new MeshEdge("b", "c", new EdgeTraffic("tcp")) { OnlyInTrace = true });

    [Fact]
    public void The_workload_that_fails_most_the_healthy_ones_and_what_metrics_lack_are_named() => Assert.Equal<Statement>(
        [
            new Statement("a fails more of its requests than any other workload", EvidenceKind.Graph, "18.4\u00a0% of 2.8 requests a second"),
            new Statement("c is well", EvidenceKind.Graph, "its requests stay within tolerance"),
            new Statement("The metrics lack 1 hop that the trace has seen", EvidenceKind.Graph, "drawn dashed"),
        ],
        GraphFindings.Statements(Graph));

    [Fact]
    public void The_cover_shows_the_worst_share_of_failed_requests() =>
        Assert.Equal<KeyFigure>([new KeyFigure("18.4\u00a0%", "of requests to a fail", "2.8 requests a second over the window")], GraphFindings.KeyFigures(Graph));

    [Fact]
    public void A_healthy_mesh_says_nothing()
    {
        GraphResult healthy = Result([Node("a", HealthStatus.Healthy, 0), Node("b", HealthStatus.Healthy, 0)]);

        Assert.Empty(GraphFindings.KeyFigures(healthy));
        Assert.Empty(GraphFindings.Statements(healthy));
    }

    private static MeshNode Node(string name, HealthStatus health, double errorPercent) => new(name, NodeType.Workload)
    {
        Workload = name,
        Health = health,
        Traffic = [new EdgeTraffic("http") { RequestsPerSecond = 2.8, ErrorPercent = errorPercent }],
    };

    private static GraphResult Result(ImmutableArray<MeshNode> nodes, params ImmutableArray<MeshEdge> edges) =>
        new(Reports.Window, new MeshGraph(GraphType.Workload, nodes, edges), true, []);
}
