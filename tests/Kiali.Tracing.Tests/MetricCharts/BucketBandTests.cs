using Kiali.Tracing.Analyses.MetricCharts;
using Xunit;

namespace Kiali.Tracing.Tests.MetricCharts;

public sealed class BucketBandTests
{
    [Fact]
    public async Task Requests_that_all_time_out_at_one_place_in_a_wide_bucket_show_the_bucket()
    {
        BucketBand band = (await BandsAsync(_ => 1200, spanMs: 1200)).First();

        Assert.Equal((1000.0, 2500.0), (band.LowerMs, band.UpperMs));
        Assert.Equal((20, 1200.0, 1200.0), (band.SpanCount, band.SpanLowMs, band.SpanHighMs));
    }

    [Fact]
    public async Task A_quantile_beyond_all_spans_says_that_its_bucket_has_none()
    {
        BucketBand band = (await BandsAsync(_ => 1200, spanMs: 900)).First();

        Assert.Equal((1000.0, 0), (band.LowerMs, band.SpanCount));
    }

    [Fact]
    public async Task Whole_milliseconds_are_compared_as_Istio_measures_them()
        => Assert.Equal((500.0, 20), (await BandsAsync(_ => 1000, spanMs: 1000.4)).Select(band => (band.LowerMs, band.SpanCount)).First());

    [Fact]
    public async Task Spans_that_fill_the_bucket_agree_with_it()
        => Assert.DoesNotContain(await BandsAsync(second => second % 30 == 0 ? 1100 : 2400, spanMs: double.NaN), band => band.LowerMs == 1000);

    [Fact]
    public async Task Fewer_than_ten_spans_say_nothing()
        => Assert.Empty(await BandsAsync(_ => 1200, spanMs: 1200, spans: 9));

    private static async Task<IEnumerable<BucketBand>> BandsAsync(Func<double, double> durationMs, double spanMs, int spans = 20)
    {
        RequestTrace trace = new();
        for (int span = 0; span < spans; span++)
        {
            trace.Proxy(0, SpanKind.Server, "ratings-v1", atSeconds: 30 * span, ms: double.IsNaN(spanMs) ? 1010 + (70 * span) : spanMs);
        }

        return (await new ScrapedTraffic().Add(_ => 4, durationMs).ChartAsync(600, trace.ToSet())).Directions.Single().Bands;
    }
}
