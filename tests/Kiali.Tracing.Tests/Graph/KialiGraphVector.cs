using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kiali.Tracing.Analyses.MeshGraphs;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.Json;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Sources;
using Kiali.Tracing.TestKit;

namespace Kiali.Tracing.Tests.Graph;

/// <summary>One of Kiali's own graph tests as data: what was asked for, the samples its queries got, and the graph it made of them.</summary>
internal sealed partial class KialiGraphVector
{
    private const double Seconds = 600;

    private readonly ImmutableArray<JsonElement> _asked;

    private KialiGraphVector(GraphOptions options, ImmutableArray<JsonElement> asked, ImmutableArray<JsonElement> nodes, ImmutableArray<JsonElement> edges)
    {
        Options = options;
        _asked = asked;
        Nodes = nodes;
        Edges = edges;
    }

    /// <summary>The names of all of them.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        "test_ambient_graph", "test_app_node_graph", "test_mc_source_graph", "test_rates_none_graph", "test_rates_sent_graph", "test_service_graph",
        "test_versioned_app_graph", "test_workload_graph",
    ];

    public static AnalysisWindow Window { get; } = new(
        new TimeRange(1_523_363_475L * UnixTime.NanosPerSecond, 1_523_364_075L * UnixTime.NanosPerSecond),
        1_523_364_075L * UnixTime.NanosPerSecond,
        false);

    /// <summary>The same request in our words.</summary>
    public GraphOptions Options { get; }

    public GraphAnswers Answers => AnswersOf(null);

    public ImmutableArray<JsonElement> Nodes { get; }

    public ImmutableArray<JsonElement> Edges { get; }

    /// <summary>What was asked, each as <c>family{matchers}</c> with the matchers in alphabetical order.</summary>
    public IEnumerable<string> Questions => _asked.Select(query => Question().Match(Text(query))).Select(match =>
        $"{match.Groups["family"].Value}{{{string.Join(',', Matcher().Matches(match.Groups["matchers"].Value).Select(matcher => Plain(matcher.Value)).Order(StringComparer.Ordinal))}}}");

    public static KialiGraphVector Read(string name)
    {
        JsonElement inputs = Parse($"kiali/graph-vectors/{name}.json");
        JsonElement elements = Parse($"kiali/{name}.expected.json").GetProperty("elements");
        JsonElement options = inputs.GetProperty("request").GetProperty("options");
        JsonElement rates = options.GetProperty("rates");
        ImmutableArray<string> namespaces = [.. options.GetProperty("namespaces").EnumerateArray().Select(item => item.GetString()!)];
        JsonElement node = options.GetProperty("node");
        GraphOptions ours = new()
        {
            Type = Enum.GetValues<GraphType>().Single(type => GraphWords.Of(type) == options.GetProperty("graphType").GetString()),
            InjectServices = options.GetProperty("injectServiceNodes").GetBoolean(),
            IncludeIdleEdges = options.GetProperty("includeIdleEdges").GetBoolean(),
            Namespaces = namespaces,
            Focus = node.ValueKind == JsonValueKind.Null
                ? null
                : new GraphFocus(GraphFocusKind.App, null, node.GetProperty("namespace").GetString()!, node.GetProperty("app").GetString()!),
            Http = Rate("http"),
            Grpc = Rate("grpc"),
            Tcp = Rate("tcp"),
            Ambient = Enum.GetValues<AmbientTraffic>().Single(ambient => GraphWords.Of(ambient) == rates.GetProperty("ambient").GetString()),
            Waypoints = [.. inputs.GetProperty("environment").GetProperty("waypoints").EnumerateArray().Select(waypoint => new WorkloadRef(
                waypoint.GetProperty("cluster").GetString(), waypoint.GetProperty("namespace").GetString()!, waypoint.GetProperty("name").GetString()!))],
        };
        return new KialiGraphVector(
            ours, [.. inputs.GetProperty("queries").EnumerateArray().Where(query => query.GetProperty("asked").GetBoolean())], Data("nodes"), Data("edges"));

        TrafficRate Rate(string protocol) => Enum.GetValues<TrafficRate>().Single(rate => GraphWords.Of(rate) == rates.GetProperty(protocol).GetString());

        ImmutableArray<JsonElement> Data(string kind) =>
            [.. elements.GetProperty(kind).EnumerateArray().Select(item => item.GetProperty("data")).Where(data => !data.TryGetProperty("isBox", out _))];
    }

    /// <summary>The answers.</summary>
    /// <param name="reporter">Who told all of it; null for the one that each question named first.</param>
    public GraphAnswers AnswersOf(string? reporter)
    {
        return new GraphAnswers
        {
            Requests = Of(IstioMetrics.RequestsTotal),
            SentMessages = Of(IstioMetrics.RequestMessagesTotal),
            ReceivedMessages = Of(IstioMetrics.ResponseMessagesTotal),
            SentBytes = Of(IstioMetrics.TcpReceivedBytesTotal),
            ReceivedBytes = Of(IstioMetrics.TcpSentBytesTotal),
        };

        ImmutableArray<Answer<ImmutableArray<MetricSeries>>> Of(string family) =>
            [.. _asked.Where(query => Text(query).Contains(family + "{", StringComparison.Ordinal)).Select(query => Answer.Whole(Series(query, reporter)))];
    }

    /// <summary>A number that Kiali wrote as text; 0 when it left it out.</summary>
    public static double Number(JsonElement rates, string name)
        => rates.TryGetProperty(name, out JsonElement text) ? double.Parse(text.GetString()!, CultureInfo.InvariantCulture) : 0;

    private static ImmutableArray<MetricSeries> Series(JsonElement query, string? reporter)
    {
        bool bySource = Text(query).Contains("source\",", StringComparison.Ordinal);
        string told = reporter ?? (bySource ? IstioReporters.Source : IstioReporters.Destination);
        return
        [
            .. query.GetProperty("samples").EnumerateArray().Select(sample => new MetricSeries(
                string.Empty,
                LabelSet.Create(sample.GetProperty("labels").EnumerateObject()
                    .Where(label => label.Name != IstioLabels.App)
                    .Select(label => new Label(label.Name, label.Value.GetString()!))
                    .Append(new Label(IstioLabels.Reporter, told))),
                [new MetricPoint(1_523_364_075_000, sample.GetProperty("value").GetDouble() * Seconds)])),
        ];
    }

    // Kiali anchors its expressions, which PromQL does anyway, and lists reporters in another order.
    private static string Plain(string matcher)
        => matcher.Replace("\"^", "\"", StringComparison.Ordinal).Replace("$\"", "\"", StringComparison.Ordinal)
            .Replace("\"waypoint|source\"", "\"source|waypoint\"", StringComparison.Ordinal)
            .Replace("\"waypoint|destination\"", "\"destination|waypoint\"", StringComparison.Ordinal);

    private static string Text(JsonElement query) => query.GetProperty("query").GetString()!;

    private static JsonElement Parse(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(SharedData.PathTo(path)));
        return document.RootElement.Clone();
    }

    [GeneratedRegex(@"rate\((?<family>\w+)\{(?<matchers>[^}]*)\}")]
    private static partial Regex Question();

    [GeneratedRegex("\\w+[=!~]+\"[^\"]*\"")]
    private static partial Regex Matcher();
}
