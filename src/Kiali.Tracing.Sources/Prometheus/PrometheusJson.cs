using System.Collections.Immutable;
using System.Text.Json;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Sources.Prometheus;

/// <summary>Reads the JSON of Prometheus's HTTP API. Numbers are texts in it, among them NaN and infinities; times are seconds with a fraction.</summary>
/// <remarks>All readers throw <see cref="InvalidDataException"/> where the JSON is not what the API describes.</remarks>
internal static class PrometheusJson
{
    /// <summary>Reads the <c>data</c> of <c>query</c> and <c>query_range</c>.</summary>
    /// <param name="data">The data.</param>
    /// <returns>The values.</returns>
    public static PrometheusValues Values(JsonElement data) => Checked(() =>
    {
        string kind = Text(data, "resultType");
        JsonElement result = data.GetProperty("result");
        return kind switch
        {
            "vector" => new PrometheusValues(PromQlValueKind.Vector, [.. result.EnumerateArray().Select(SeriesOf)], null),
            "matrix" => new PrometheusValues(PromQlValueKind.Matrix, [.. result.EnumerateArray().Select(SeriesOf)], null),
            "scalar" => new PrometheusValues(PromQlValueKind.Scalar, [new PrometheusSeries(string.Empty, LabelSet.Empty, [PointOf(result)], [])], null),
            "string" => new PrometheusValues(PromQlValueKind.Text, [], result[1].GetString()),
            _ => throw new InvalidDataException($"a result of type {kind}"),
        };
    });

    /// <summary>Reads the <c>data</c> of <c>series</c>: how many there are.</summary>
    /// <param name="data">The data.</param>
    /// <returns>The number.</returns>
    public static int SeriesCount(JsonElement data) => Checked(() => data.GetArrayLength());

    /// <summary>Reads the <c>data</c> of <c>query_exemplars</c>.</summary>
    /// <param name="data">The data.</param>
    /// <returns>The exemplars, in the server's order.</returns>
    public static ImmutableArray<MetricExemplar> Exemplars(JsonElement data) => Checked<ImmutableArray<MetricExemplar>>(() =>
    [
        .. data.EnumerateArray().SelectMany(series =>
        {
            LabelSet labels = LabelsOf(series.GetProperty("seriesLabels")).Labels;
            return series.GetProperty("exemplars").EnumerateArray().Select(exemplar => new MetricExemplar(
                labels,
                LabelsOf(exemplar.GetProperty("labels")).Labels,
                NumberOf(exemplar.GetProperty("value")),
                MillisOf(exemplar.GetProperty("timestamp")) * UnixTime.NanosPerMilli));
        }),
    ]);

    /// <summary>Reads the <c>data</c> of <c>status/buildinfo</c>.</summary>
    /// <param name="data">The data.</param>
    /// <returns>The version, null when not told; and the program's name, null when it is Prometheus or does not say.</returns>
    public static (string? Version, string? Application) BuildOf(JsonElement data) => Checked(() => (OptionalText(data, "version"), OptionalText(data, "application")));

    /// <summary>Reads a labelled set, as of <c>metric</c>.</summary>
    /// <param name="metric">The object.</param>
    /// <returns>The metric's name, empty when absent, and the labels.</returns>
    public static (string Name, LabelSet Labels) LabelsOf(JsonElement metric)
    {
        string name = string.Empty;
        Dictionary<string, string> labels = [];
        foreach (JsonProperty label in metric.EnumerateObject())
        {
            if (label.Name == PrometheusLabels.MetricName)
            {
                name = label.Value.GetString() ?? string.Empty;
            }
            else
            {
                labels[label.Name] = label.Value.GetString() ?? string.Empty;
            }
        }

        return (name, LabelSet.Create(labels.Select(label => new Label(label.Key, label.Value))));
    }

    /// <summary>Runs a reader, so that an unexpected shape is one kind of failure.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="read">The reader.</param>
    /// <returns>What it read.</returns>
    /// <exception cref="InvalidDataException">The JSON has another shape.</exception>
    public static T Checked<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException or FormatException or OverflowException)
        {
            throw new InvalidDataException("it is JSON, but not of Prometheus's API", exception);
        }
    }

    /// <summary>The texts of a list that may be absent.</summary>
    /// <param name="root">The object that has it.</param>
    /// <param name="name">Its name.</param>
    /// <returns>The texts; empty when there is no list.</returns>
    public static ImmutableArray<string> Texts(JsonElement root, string name)
        => root.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
            : [];

    /// <summary>A text that may be absent.</summary>
    /// <param name="element">The object that has it.</param>
    /// <param name="name">Its name.</param>
    /// <returns>The text; null when it is absent, empty, or something else.</returns>
    public static string? OptionalText(JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            && value.GetString() is { Length: > 0 } text ? text : null;

    private static string Text(JsonElement element, string name)
        => OptionalText(element, name) ?? throw new InvalidDataException($"it is JSON, but without {name}, which Prometheus's API has");

    private static PrometheusSeries SeriesOf(JsonElement item)
    {
        (string name, LabelSet labels) = LabelsOf(item.GetProperty("metric"));
        ImmutableArray<MetricPoint> points = item.TryGetProperty("value", out JsonElement value)
            ? [PointOf(value)]
            : item.TryGetProperty("values", out JsonElement values) ? [.. values.EnumerateArray().Select(PointOf)] : [];
        ImmutableArray<PrometheusHistogram> histograms = item.TryGetProperty("histogram", out JsonElement histogram)
            ? [HistogramOf(histogram)]
            : item.TryGetProperty("histograms", out JsonElement several) ? [.. several.EnumerateArray().Select(HistogramOf)] : [];
        return new PrometheusSeries(name, labels, points, histograms);
    }

    private static MetricPoint PointOf(JsonElement pair) => new(MillisOf(pair[0]), NumberOf(pair[1]));

    private static PrometheusHistogram HistogramOf(JsonElement pair)
    {
        JsonElement histogram = pair[1];
        ImmutableArray<PrometheusBucket> buckets = histogram.TryGetProperty("buckets", out JsonElement list)
            ? [.. list.EnumerateArray().Select(bucket => new PrometheusBucket(NumberOf(bucket[1]), NumberOf(bucket[2]), NumberOf(bucket[3])))]
            : [];
        return new PrometheusHistogram(MillisOf(pair[0]), NumberOf(histogram.GetProperty("count")), NumberOf(histogram.GetProperty("sum")), buckets);
    }

    private static long MillisOf(JsonElement seconds) => checked((long)Math.Round(seconds.GetDouble() * 1000));

    private static double NumberOf(JsonElement number)
    {
        if (number.ValueKind == JsonValueKind.Number)
        {
            return number.GetDouble();
        }

        string text = number.GetString() ?? string.Empty;
        return text == "NaN" ? double.NaN
            : BucketBound.TryParse(text, out double value) ? value
            : throw new InvalidDataException("a value that is no number");
    }
}
