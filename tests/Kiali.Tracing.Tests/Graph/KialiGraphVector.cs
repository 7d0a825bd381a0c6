using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Kiali.Tracing.Analyses.MeshGraphs;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Sources;
using Kiali.Tracing.TestKit;

namespace Kiali.Tracing.Tests.Graph;

/// <summary>One of Kiali's own graph tests as data: the samples its queries got, and the graph it made of them.</summary>
internal sealed class KialiGraphVector
{
    private const double Seconds = 600;

    private KialiGraphVector(GraphAnswers answers, ImmutableArray<JsonElement> nodes, ImmutableArray<JsonElement> edges)
    {
        Answers = answers;
        Nodes = nodes;
        Edges = edges;
    }

    public static AnalysisWindow Window { get; } = new(
        new TimeRange(1_523_363_475L * UnixTime.NanosPerSecond, 1_523_364_075L * UnixTime.NanosPerSecond),
        1_523_364_075L * UnixTime.NanosPerSecond,
        false);

    public GraphAnswers Answers { get; }

    public ImmutableArray<JsonElement> Nodes { get; }

    public ImmutableArray<JsonElement> Edges { get; }

    public static KialiGraphVector Read(string name)
    {
        JsonElement inputs = Parse($"kiali/graph-vectors/{name}.json");
        JsonElement elements = Parse($"kiali/{name}.expected.json").GetProperty("elements");
        ImmutableArray<JsonElement> asked = [.. inputs.GetProperty("queries").EnumerateArray().Where(query => query.GetProperty("asked").GetBoolean())];
        GraphAnswers answers = new() { Requests = Answers(IstioMetrics.RequestsTotal), Bytes = Answers(IstioMetrics.TcpReceivedBytesTotal) };
        return new KialiGraphVector(answers, Data("nodes"), Data("edges"));

        ImmutableArray<Answer<ImmutableArray<MetricSeries>>> Answers(string family) =>
            [.. asked.Where(query => Text(query).Contains(family + "{", StringComparison.Ordinal)).Select(query => Answer.Whole(Series(query)))];

        ImmutableArray<JsonElement> Data(string kind) =>
            [.. elements.GetProperty(kind).EnumerateArray().Select(item => item.GetProperty("data")).Where(data => !data.TryGetProperty("isBox", out _))];
    }

    private static ImmutableArray<MetricSeries> Series(JsonElement query)
    {
        string reporter = Text(query).Contains("reporter=\"source\"", StringComparison.Ordinal) ? IstioReporters.Source : IstioReporters.Destination;
        return
        [
            .. query.GetProperty("samples").EnumerateArray().Select(sample => new MetricSeries(
                string.Empty,
                LabelSet.Create(sample.GetProperty("labels").EnumerateObject()
                    .Select(label => new Label(label.Name, label.Value.GetString()!))
                    .Append(new Label(IstioLabels.Reporter, reporter))),
                [new MetricPoint(1_523_364_075_000, sample.GetProperty("value").GetDouble() * Seconds)])),
        ];
    }

    private static string Text(JsonElement query) => query.GetProperty("query").GetString()!;

    private static JsonElement Parse(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(SharedData.PathTo(path)));
        return document.RootElement.Clone();
    }

    /// <summary>A number that Kiali wrote as text; 0 when it left it out.</summary>
    public static double Number(JsonElement rates, string name)
        => rates.TryGetProperty(name, out JsonElement text) ? double.Parse(text.GetString()!, CultureInfo.InvariantCulture) : 0;
}
