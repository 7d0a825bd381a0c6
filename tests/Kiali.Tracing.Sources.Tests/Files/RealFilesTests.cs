using System.Globalization;
using System.Numerics;
using Kiali.Tracing.Sources.Tests.Reference;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Files;

/// <summary>Files of Kiali, Jaeger, Jaeger UI, OpenTelemetry, Uber's CRISP and recordings of real servers, against the reference reader.</summary>
public class RealFilesTests
{
    public static TheoryData<string> TraceFiles()
    {
        TheoryData<string> files = [];
        if (!SharedData.Exists)
        {
            files.Add("(absent)");
            return files;
        }

        string[] patterns =
        [
            "kiali/tracingtest-responseTrace.json", "jaeger/crisp-*.json", "jaeger/otlp2jaeger-*.json", "jaeger/ui-*.json", "jaeger/apiv3-snapshot-*Trace*.json",
            "otlp/jaeger-*.json", "otlp/spec-trace.json", "recordings/jaeger-trace-*.json", "recordings/jaeger-search-*.json", "recordings/jaeger-v3-*.json",
            "recordings/tempo-trace-*.json", "recordings/tempo-trace-*.pb", "recordings/tempo-Querier-FindTraceByID.0.pb", "recordings/v3-FindTraces.*.pb",
            "zipkin/*.json",
        ];
        foreach (string path in patterns.SelectMany(Matches).Where(path => !path.Contains("Summaries", StringComparison.Ordinal) && !path.Contains("err-", StringComparison.Ordinal)))
        {
            files.Add(Path.GetRelativePath(SharedData.Root, path).Replace('\\', '/'));
        }

        return files;
    }

    [SharedDataTheory]
    [MemberData(nameof(TraceFiles))]
    public async Task Real_files_give_the_spans_tree_durations_self_times_and_errors_that_are_in_them(string file)
    {
        string path = SharedData.PathTo(file);
        List<ReferenceSpan> expected = ReferenceReader.Read(path);
        await using OpenedSource source = await SourceRegistry.OpenAsync("file:" + path, new SourceOpenOptions(), CancellationToken.None);
        Answer<TraceSet> answer = await source.Traces!.FindTracesAsync(new TraceQuery(), CancellationToken.None);

        Assert.True(answer.Complete);
        Dictionary<BigInteger, ReferenceTrace> traces = expected.GroupBy(span => span.TraceId).ToDictionary(group => group.Key, group => new ReferenceTrace(group));
        Assert.Equal(traces.Keys.Order(), answer.Value.TraceIds.Select(id => Number(id.ToString())).Order());
        Assert.Equal(expected.Count, answer.Value.Columns.Sum(columns => columns.Count));
        foreach (Trace trace in answer.Value.Traces)
        {
            Compare(traces[Number(trace.TraceId.ToString())], trace);
        }
    }

    private static void Compare(ReferenceTrace expected, Trace trace)
    {
        Assert.Equal(expected.Spans.Count, trace.Spans.Length);
        Assert.Equal(expected.Start, trace.StartUnixNano);
        Assert.Equal(expected.End, trace.EndUnixNano);
        Assert.Equal(expected.Spans.Count(ReferenceTrace.IsError), trace.ErrorCount);
        Assert.Equal(
            expected.Spans.Select(Facts).Order(StringComparer.Ordinal),
            trace.Spans.Select(Facts).Order(StringComparer.Ordinal));
        Assert.Equal(expected.OrphanCount, trace.Warnings.Where(warning => warning.Code == "orphan-span").Sum(warning => warning.Count));
        if (!expected.HasUniqueIds)
        {
            Assert.Contains(trace.Warnings, warning => warning.Code is "shared-span-id" or "reused-span-id");
            Assert.Equal(trace.Spans.Length, trace.Spans.Select(span => span.SpanId).Distinct().Count());
            return;
        }

        foreach (ReferenceSpan span in expected.Spans)
        {
            Span actual = trace.Find(SpanId.Parse(Hex(span.SpanId)))!;
            Assert.Equal(expected.ParentOf(span) is { } parent ? SpanId.Parse(Hex(parent)) : null, actual.ParentSpanId);
            Assert.Equal(expected.DepthOf(span), trace.DepthOf(actual));
            Assert.Equal(expected.SelfTimeOf(span), trace.SelfTimeNanosOf(actual));
            Assert.Equal(ReferenceTrace.IsError(span), SpanErrors.ReasonOf(actual) != ErrorReason.None);
        }
    }

    private static string Facts(ReferenceSpan span) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Hex(span.SpanId)} {span.Name}|{span.Service}|{span.Kind}|{span.Start}|{span.Duration}|{span.EventCount}|{string.Join(';', span.Attributes.Select(item => item.Key + "=" + Plain(item.Value)))}");

    private static string Facts(Span span) => string.Create(
        CultureInfo.InvariantCulture,
        $"{span.RawSpanId} {span.Name}|{span.ServiceName}|{KindOf(span)}|{span.StartUnixNano}|{span.DurationNanos}|{span.Events.Length}|{string.Join(';', span.Attributes.Select(item => item.Key + "=" + Plain(item.Value.ToString())))}");

    // Booleans are spelt differently by the two readers, and numbers may be.
    private static string Plain(string value)
        => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number.ToString("R", CultureInfo.InvariantCulture)
        : value is "True" or "False" ? value.ToLowerInvariant()
        : value;

    private static string KindOf(Span span) => span.Kind == SpanKind.Unspecified ? string.Empty : span.Kind.ToString().ToLowerInvariant();

    private static string Hex(BigInteger id) => id.ToString("x16", CultureInfo.InvariantCulture)[^16..];

    private static BigInteger Number(string hex) => BigInteger.Parse("0" + hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static IEnumerable<string> Matches(string pattern)
        => Directory.EnumerateFiles(Path.Combine(SharedData.Root, Path.GetDirectoryName(pattern)!), Path.GetFileName(pattern)).Order(StringComparer.Ordinal);
}
