using System.Text.Json;
using Kiali.Tracing.Analyses.TraceDetail;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Tests.TraceDetail;

/// <summary>The cases that Uber's CRISP is tested with, with the times it expects for each operation.</summary>
public sealed class CrispCaseTests
{
    [SharedDataTheory]
    [InlineData("1")]
    [InlineData("3")]
    [InlineData("5")]
    [InlineData("7")]
    [InlineData("9")]
    [InlineData("11")]
    [InlineData("13")]
    [InlineData("15")]
    [InlineData("17")]
    [InlineData("23")]
    [InlineData("25")]
    [InlineData("err1-1")]
    [InlineData("err2-1")]
    [InlineData("err3-1")]
    [InlineData("err4-1")]
    public void Operations_take_the_time_on_the_path_that_CRISP_expects(string name)
    {
        (Trace trace, JsonElement document) = JaegerFixture.Load($"jaeger/crisp-{name}.json");
        Assert.Equal(Expected(document), Actual(trace, Expected(document)));
    }

    // a [==============================]   600
    //   b [=========]                      10-210
    //   c           [====]                 205-305, 5 before the end of b
    //   d                [=============]   300-600, 5 before the end of c
    [SharedDataTheory]
    [InlineData("19")]
    [InlineData("21")]
    public void Overlaps_by_skew_are_cut_where_CRISP_counts_them_twice(string name)
    {
        (Trace trace, JsonElement document) = JaegerFixture.Load($"jaeger/crisp-{name}.json");
        Assert.Equal(
            new SortedDictionary<string, long> { ["[S1] O1"] = 0, ["[S2] O2"] = 200, ["[S3] O3"] = 100, ["[S4] O4"] = 300 },
            Expected(document));
        Assert.Equal(
            new SortedDictionary<string, long> { ["[S1] O1"] = 10, ["[S2] O2"] = 195, ["[S3] O3"] = 95, ["[S4] O4"] = 300 },
            Actual(trace, Expected(document)));
    }

    private static SortedDictionary<string, long> Expected(JsonElement document)
    {
        JsonElement testing = document.GetProperty("testing");
        JsonElement times = testing.ValueKind == JsonValueKind.Array ? testing[0] : testing.GetProperty("opTimeExclusive");
        return new(times.EnumerateObject().ToDictionary(time => time.Name, time => time.Value.GetInt64()), StringComparer.Ordinal);
    }

    private static SortedDictionary<string, long> Actual(Trace trace, SortedDictionary<string, long> expected)
    {
        SortedDictionary<string, long> actual = new(expected.ToDictionary(time => time.Key, _ => 0L), StringComparer.Ordinal);
        foreach (CriticalPathSection section in CriticalPathAnalysis.Compute(trace).Sections)
        {
            string key = $"[{section.Span.ServiceName}] {section.Span.Name}";
            actual[key] = actual.GetValueOrDefault(key) + (section.DurationNanos / 1000);
        }

        return actual;
    }
}
