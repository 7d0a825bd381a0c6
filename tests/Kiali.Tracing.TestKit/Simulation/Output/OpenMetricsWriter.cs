using System.Globalization;
using Kiali.Tracing.TestKit.Simulation.Engine;

namespace Kiali.Tracing.TestKit.Simulation.Output;

/// <summary>
/// Writes Istio's request metrics as scraped, in OpenMetrics text: family by family, in it series by series, in it by time,
/// which <c>promtool tsdb create-blocks-from openmetrics</c> reads and which compresses best.
/// </summary>
internal static class OpenMetricsWriter
{
    /// <summary>Writes all samples and the end mark.</summary>
    public static void Write(MeshSimulation simulation, Stream target)
    {
        using var writer = new StreamWriter(target, leaveOpen: true) { NewLine = "\n" };
        var series = Collect(simulation);
        Family(writer, "istio_requests", "counter", "Requests, by who asked whom and how it ended.");
        foreach (var one in series)
        {
            Lines(writer, $"istio_requests_total{{{one.Before}{one.After}}}", one.Samples, sample => sample.Count);
        }

        Family(writer, "istio_request_duration_milliseconds", "histogram", "Time from a request's arrival at the proxy to its answer.");
        foreach (var one in series)
        {
            for (var b = 0; b < IstioSeries.Bounds.Length; b++)
            {
                var bucket = b;
                var name = $"istio_request_duration_milliseconds_bucket{{{one.Before}le=\"{IstioSeries.Bounds[b]}\",{one.After}}}";
                Lines(writer, name, one.Samples, sample => sample.Buckets[bucket]);
            }

            SumAndCount(writer, "istio_request_duration_milliseconds", one, sample => sample.MillisSum);
        }

        // Recorded without buckets, which makes them summaries: a histogram must have at least one.
        Family(writer, "istio_request_bytes", "summary", "Size of requests, headers included.");
        foreach (var one in series)
        {
            SumAndCount(writer, "istio_request_bytes", one, sample => sample.RequestBytesSum);
        }

        Family(writer, "istio_response_bytes", "summary", "Size of answers, headers included.");
        foreach (var one in series)
        {
            SumAndCount(writer, "istio_response_bytes", one, sample => sample.ResponseBytesSum);
        }

        writer.WriteLine("# EOF");
    }

    private static List<(string Before, string After, List<SeriesSample> Samples)> Collect(MeshSimulation simulation)
    {
        var all = new Dictionary<(string, string), IstioSeries>();
        foreach (var (_, exchange) in simulation.Exchanges)
        {
            Count(all, simulation.Mesh, exchange, atSource: true);
            Count(all, simulation.Mesh, exchange, atSource: false);
        }

        var scrapes = simulation.Mesh.Pods.ToDictionary(pod => pod.Name, pod => ScrapeSchedule.TimesOf(simulation.Mesh, pod).ToArray());
        return
        [
            .. all.Values
                .OrderBy(one => one.LabelsBeforeLe + one.LabelsAfterLe, StringComparer.Ordinal)
                .Select(one => (one.LabelsBeforeLe, one.LabelsAfterLe, one.SamplesAt(simulation.Mesh, scrapes[one.Pod.Name])))
                .Where(one => one.Item3.Count > 0),
        ];
    }

    private static void Count(Dictionary<(string, string), IstioSeries> all, Mesh mesh, Exchange exchange, bool atSource)
    {
        var labels = IstioLabels.Of(mesh, exchange, atSource);
        if (!all.TryGetValue(labels, out var series))
        {
            all[labels] = series = new IstioSeries(atSource ? exchange.Caller : exchange.Callee, labels.Before, labels.After);
        }

        series.Count(atSource ? exchange.Client : exchange.Server, exchange.RequestBytes);
    }

    private static void Family(StreamWriter writer, string name, string type, string help)
    {
        writer.WriteLine($"# TYPE {name} {type}");
        writer.WriteLine($"# HELP {name} {help}");
    }

    private static void SumAndCount(
        StreamWriter writer,
        string family,
        (string Before, string After, List<SeriesSample> Samples) one,
        Func<SeriesSample, long> sum)
    {
        Lines(writer, $"{family}_sum{{{one.Before}{one.After}}}", one.Samples, sum);
        Lines(writer, $"{family}_count{{{one.Before}{one.After}}}", one.Samples, sample => sample.Count);
    }

    private static void Lines(StreamWriter writer, string series, List<SeriesSample> samples, Func<SeriesSample, long> value)
    {
        foreach (var sample in samples)
        {
            writer.Write(series);
            writer.Write(' ');
            writer.Write(value(sample).ToString(CultureInfo.InvariantCulture));
            writer.Write(' ');
            writer.WriteLine(Timestamps.Seconds(sample.AtMillis));
        }
    }
}
