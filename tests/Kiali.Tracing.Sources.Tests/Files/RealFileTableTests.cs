using System.Globalization;
using System.IO.Enumeration;
using Kiali.Tracing.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace Kiali.Tracing.Sources.Tests.Files;

/// <summary>Every file among the shared recordings opens as what it is, or is refused for what it is; prints the table.</summary>
public class RealFileTableTests(ITestOutputHelper output)
{
    // The first pattern that fits a file's path decides. What starts with "not " is refused with these words.
    private static readonly (string Pattern, string Expected)[] Table =
    [
        ("INDEX.md", "not text without times"),
        ("jaeger/anonymizer-trace_success.json", "not Jaeger's storage JSON"),
        ("jaeger/apiv3-snapshot-FindTraceSummaries.json", "not a search answer with summaries of traces"),
        ("jaeger/apiv3-snapshot-Get?*s.json", "not a list of Jaeger's services, operations or dependencies"),
        ("jaeger/*.json", "traces"),
        ("kiali/test_mesh_graph.expected.json", "not Kiali's mesh page"),
        ("kiali/test_*.expected.json", "graph"),
        ("kiali/tracingtest-responseTrace.json", "traces"),
        ("kiali/tracingtest-response.json", "not a search answer with summaries of traces"),
        ("kiali/*.json", "not JSON of an unknown kind"),
        ("logs/*.log", "logs"),
        ("nezha/*.csv", "not comma-separated values"),
        ("nezha/*.json", "not JSON of an unknown kind"),
        ("otlp/spec-metrics.json", "not OTLP metrics"),
        ("otlp/spec-logs.json", "logs"),
        ("otlp/spec-events.json", "logs"),
        ("otlp/*.json", "traces"),
        ("prometheus/*.json", "not an answer of Prometheus's HTTP API"),
        ("prometheus/*.txt", "metrics"),
        ("prometheus/*.prom", "metrics"),
        ("zipkin/*.json", "traces"),
        ("recordings/k8s/pods.json", "not a Kubernetes object"),
        ("recordings/k8s/*.json", "not a Kubernetes object"),
        ("recordings/k8s/index.ndjson", "not JSON of an unknown kind"),
        ("recordings/prometheus/index.ndjson", "not JSON of an unknown kind"),
        ("recordings/prometheus/*.json", "not an answer of Prometheus's HTTP API"),
        ("recordings/*-index.json", "not JSON of an unknown kind"),
        ("recordings/jaeger-trace-*.json", "traces"),
        ("recordings/jaeger-search-*.json", "traces"),
        ("recordings/jaeger-v3-err-*.json", "not Jaeger's answer"),
        ("recordings/jaeger-v3-*.json", "traces"),
        ("recordings/jaeger-err-*.json", "not Jaeger's answer"),
        ("recordings/jaeger-metrics-disabled.json", "not Jaeger's answer"),
        ("recordings/jaeger-*.json", "not a list of Jaeger's services, operations or dependencies"),
        ("recordings/tempo-trace-*", "traces"),
        ("recordings/tempo-Querier-FindTraceByID.0.pb", "traces"),
        ("recordings/tempo-search-*.json", "not a search answer with summaries of traces"),
        ("recordings/tempo-tag*.json", "not a list of Tempo's tags"),
        ("recordings/tempo-err-*.txt", "not text without times"),
        ("recordings/v3-FindTraces.*.pb", "traces"),
        ("recordings/v2-FindTraces-*.pb", "not spans in the protobuf of Jaeger's gRPC"),
        ("recordings/v2-GetTrace-*.pb", "not spans in the protobuf of Jaeger's gRPC"),
        ("recordings/*.pb", "not binary data, perhaps protobuf of another kind"),
    ];

    [SharedDataFact]
    public async Task Every_file_of_the_shared_data_opens_or_is_refused_for_the_right_reason()
    {
        List<string> wrong = [];
        foreach (string path in Directory.EnumerateFiles(SharedData.Root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string file = Path.GetRelativePath(SharedData.Root, path).Replace('\\', '/');
            string expected = Table.FirstOrDefault(row => FileSystemName.MatchesSimpleExpression(row.Pattern, file, ignoreCase: false)).Expected ?? "(not in the table)";
            string outcome = await OutcomeAsync(path);
            output.WriteLine($"{file,-70} {outcome}");
            bool fits = expected.StartsWith("not ", StringComparison.Ordinal)
                ? outcome.StartsWith("refused: " + expected[4..], StringComparison.Ordinal)
                : outcome.StartsWith(expected + " ", StringComparison.Ordinal);
            if (!fits)
            {
                wrong.Add($"{file}: expected {expected}, got {outcome}");
            }
        }

        Assert.Equal(string.Empty, string.Join('\n', wrong));
    }

    private static async Task<string> OutcomeAsync(string path)
    {
        try
        {
            await using OpenedSource source = await SourceRegistry.OpenAsync("file:" + path, new SourceOpenOptions(), CancellationToken.None);
            string content = await ContentAsync(source);
            string warnings = source.Warnings.IsEmpty ? string.Empty : $" [{string.Join(", ", source.Warnings.Select(warning => $"{warning.Code} {warning.Count}"))}]";
            return string.Join(' ', source.Capabilities) + " " + content + warnings;
        }
        catch (SourceException refusal)
        {
            Assert.StartsWith(path + " holds ", refusal.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', refusal.Message);
            return "refused: " + refusal.Message[(path.Length + " holds ".Length)..].Split(". Files that are read")[0];
        }
    }

    private static async Task<string> ContentAsync(OpenedSource source)
    {
        if (source.Traces is { } traces)
        {
            TraceSet found = (await traces.FindTracesAsync(new TraceQuery(), CancellationToken.None)).Value;
            return string.Create(CultureInfo.InvariantCulture, $"{found.Count} traces, {found.Columns.Sum(columns => columns.Count)} spans");
        }

        if (source.Logs is { } logs)
        {
            int lines = (await logs.FindLinesAsync(new LogQuery { Window = new TimeRange(0, long.MaxValue) }, CancellationToken.None)).Value.Length;
            return string.Create(CultureInfo.InvariantCulture, $"{lines} lines");
        }

        if (source.Graphs is { } graphs)
        {
            Kiali.Tracing.Graphs.MeshGraph graph = (await graphs.GetGraphAsync(new MeshGraphQuery(), CancellationToken.None)).Value;
            return string.Create(CultureInfo.InvariantCulture, $"{graph.Nodes.Length} nodes, {graph.Edges.Length} edges");
        }

        return $"{source.RecordedRange}";
    }
}
