using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Sources.Prometheus;

/// <summary>Passes a user's PromQL on, and its answer back as it came.</summary>
internal sealed partial class PrometheusPromQlSource(PrometheusApi api) : IPromQlSource
{
    private const string Operation = "answer PromQL";

    private static readonly Comparer<(string Name, LabelSet Labels)> ByNameAndLabels = Comparer<(string Name, LabelSet Labels)>.Create(
        static (left, right) => string.CompareOrdinal(left.Name, right.Name) is not 0 and int order ? order : left.Labels.CompareTo(right.Labels));

    /// <inheritdoc/>
    public string Uri => api.Uri;

    /// <inheritdoc/>
    public TimeRange? RecordedRange => null;

    /// <inheritdoc/>
    public async Task<Answer<PromQlAnswer>> QueryAsync(PromQlQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (string.IsNullOrWhiteSpace(query.Expression))
        {
            throw new ArgumentException("The PromQL expression is empty.");
        }

        if (!query.IsRange)
        {
            return Answered([await api.QueryAsync(Operation, query.Expression, query.Times.StartUnixMillis, ofUser: true, cancellationToken).ConfigureAwait(false)]);
        }

        api.RefuseTooMany(query.Times);
        if (query.Times.Count == 0)
        {
            throw new ArgumentException("The range ends before it starts.");
        }

        if (query.Times.Count > api.Options.MostPoints && NamesItsRange().IsMatch(query.Expression))
        {
            throw new ArgumentException(
                $"{Formatting.NumberText.Count(query.Times.Count)} points are asked for in parts, and start() and end() would mean each part's: take a longer step, {Formatting.NumberText.Count(api.Options.MostPoints)} points at most.");
        }

        return Answered(await api.QueryRangeAsync(Operation, query.Expression, query.Times, ofUser: true, cancellationToken).ConfigureAwait(false));
    }

    [GeneratedRegex(@"\b(start|end)\s*\(\s*\)", RegexOptions.NonBacktracking)]
    private static partial Regex NamesItsRange();

    private static Answer<PromQlAnswer> Answered(ImmutableArray<PrometheusReply<PrometheusValues>> replies)
    {
        PromQlAnswer answer = replies is [var only]
            ? new PromQlAnswer(only.Data.Kind, [.. only.Data.Series.Select(SeriesOf)], only.Data.Text, only.DataJson)
            : Joined(replies);
        return new Answer<PromQlAnswer>(
            answer,
            replies.All(reply => reply.Complete),
            [.. replies.SelectMany(reply => reply.Warnings).GroupBy(warning => warning).Select(same => same.Key with { Count = same.Sum(warning => warning.Count) })]);
    }

    private static PromQlSeries SeriesOf(PrometheusSeries series) => new(
        series.Name, series.Labels, series.Points, [.. series.Histograms.Select(histogram => new HistogramPoint(histogram.UnixMillis, histogram.Count, histogram.Sum))]);

    private static PromQlAnswer Joined(ImmutableArray<PrometheusReply<PrometheusValues>> replies)
    {
        SortedDictionary<(string Name, LabelSet Labels), SeriesParts> joined = new(ByNameAndLabels);
        foreach (PrometheusReply<PrometheusValues> reply in replies)
        {
            using JsonDocument document = JsonDocument.Parse(reply.DataJson);
            foreach ((PrometheusSeries series, JsonElement json) in reply.Data.Series.Zip(document.RootElement.GetProperty("result").EnumerateArray()))
            {
                if (!joined.TryGetValue((series.Name, series.Labels), out SeriesParts? parts))
                {
                    joined.Add((series.Name, series.Labels), parts = new SeriesParts(json.GetProperty("metric").GetRawText()));
                }

                parts.Add(SeriesOf(series), json);
            }
        }

        StringBuilder data = new("{\"resultType\":\"matrix\",\"result\":[");
        data.AppendJoin(',', joined.Values.Select(parts => parts.ToJson())).Append("]}");
        return new PromQlAnswer(PromQlValueKind.Matrix, [.. joined.Select(item => item.Value.ToSeries(item.Key.Name, item.Key.Labels))], null, data.ToString());
    }
}
