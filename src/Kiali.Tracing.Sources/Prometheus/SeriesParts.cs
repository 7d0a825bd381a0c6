using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Sources.Prometheus;

/// <summary>One series of a range that was asked in parts: its values, read and as they came.</summary>
/// <param name="metricJson">Its labels as they came.</param>
internal sealed class SeriesParts(string metricJson)
{
    private static readonly ImmutableArray<string> Lists = ["values", "histograms"];

    private readonly ImmutableArray<MetricPoint>.Builder _points = ImmutableArray.CreateBuilder<MetricPoint>();
    private readonly ImmutableArray<HistogramPoint>.Builder _histograms = ImmutableArray.CreateBuilder<HistogramPoint>();
    private readonly Dictionary<string, List<string>> _json = [];

    /// <summary>Adds the next part.</summary>
    /// <param name="part">The part, read.</param>
    /// <param name="json">The part as it came.</param>
    public void Add(PromQlSeries part, JsonElement json)
    {
        _points.AddRange(part.Points);
        _histograms.AddRange(part.Histograms);
        foreach (string list in Lists)
        {
            if (json.TryGetProperty(list, out JsonElement values))
            {
                if (!_json.TryGetValue(list, out List<string>? texts))
                {
                    _json.Add(list, texts = []);
                }

                texts.AddRange(values.EnumerateArray().Select(value => value.GetRawText()));
            }
        }
    }

    /// <summary>The series.</summary>
    /// <param name="name">Its metric's name.</param>
    /// <param name="labels">Its labels.</param>
    /// <returns>All parts' values, by time.</returns>
    public PromQlSeries ToSeries(string name, LabelSet labels) => new(name, labels, _points.ToImmutable(), _histograms.ToImmutable());

    /// <summary>The series as the server would have sent it whole.</summary>
    /// <returns>JSON.</returns>
    public string ToJson()
    {
        StringBuilder json = new($"{{\"metric\":{metricJson}");
        foreach (string list in Lists)
        {
            if (_json.TryGetValue(list, out List<string>? texts))
            {
                json.Append($",\"{list}\":[").AppendJoin(',', texts).Append(']');
            }
        }

        return json.Append('}').ToString();
    }
}
