using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Kiali.Tracing.Analyses.LogLines;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Sources.Tests.Samples;
using Kiali.Tracing.TestKit;
using Kiali.Tracing.TestKit.Simulation.Engine;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Logs;

/// <summary>The lines of the recorded incident, joined to its traces, against what was simulated.</summary>
[Collection(SampleCollection.Name)]
public sealed partial class SampleLogJoinTests(SampleFixture sample)
{
    [Fact]
    public async Task Each_access_line_of_a_traced_request_is_joined_to_its_trace_and_span_and_no_other_access_line_is()
    {
        LogsResult result = await ComputeAsync();
        Dictionary<(string RequestId, string Pod, bool Outbound, long StartMillis), List<(SimulatedRequest Request, ExchangeSide Side)>> truth = [];
        foreach ((SimulatedRequest request, Exchange exchange) in sample.Simulation.Exchanges)
        {
            Add((request.RequestId, exchange.Caller.Name, true, exchange.Client.StartNanos / UnixNanos.PerMillisecond), (request, exchange.Client));
            Add((request.RequestId, exchange.Callee.Name, false, exchange.Server.StartNanos / UnixNanos.PerMillisecond), (request, exchange.Server));
        }

        int joined = 0;
        int others = 0;
        foreach (LogLine line in result.Lines.Where(line => line.AccessLog is not null))
        {
            AccessLog access = line.AccessLog!;
            long startMillis = UnixTime.FloorToUnixMillis(line.UnixNano);
            (SimulatedRequest request, ExchangeSide side) = Assert.Single(
                truth[(access.RequestId!, line.Pod!, access.Direction == TrafficDirection.Outbound, startMillis)]);
            Assert.Equal((side.Status, side.DurationMillis), (access.ResponseCode, access.DurationMs));
            Assert.Equal(side.Failed, line.IsError);
            if (request.Traced)
            {
                Assert.Equal(
                    (LogJoin.RequestId, request.TraceId, side.SpanId.ToString("x16", CultureInfo.InvariantCulture)),
                    (line.Join, line.TraceId?.ToString(), line.SpanId?.ToString()));
                joined++;
            }
            else
            {
                Assert.Equal((LogJoin.None, null), (line.Join, line.TraceId));
                others++;
            }
        }

        int recorded = sample.Lines.Count(line => line.Container == "istio-proxy" && RecordedAccess.Parse(line.Body) is not null);
        Assert.InRange(joined, 1_000, recorded);
        Assert.InRange(others, 1_000, recorded);
        Assert.Equal(recorded, joined + others);

        void Add((string, string, bool, long) key, (SimulatedRequest, ExchangeSide) value)
        {
            if (truth.TryGetValue(key, out List<(SimulatedRequest, ExchangeSide)>? known))
            {
                known.Add(value);
            }
            else
            {
                truth.Add(key, [value]);
            }
        }
    }

    [Fact]
    public async Task Each_application_line_that_names_a_loaded_trace_is_joined_by_that_and_no_other_line_is_joined_by_an_id()
    {
        LogsResult result = await ComputeAsync();
        HashSet<string> traced = [.. sample.Simulation.Traced.Select(request => request.TraceId)];
        Dictionary<string, string> byHalf = traced.ToDictionary(id => id[16..]);
        HashSet<string> spans = [.. sample.Spans.Select(span => span.SpanId)];
        Dictionary<string, int> found = [];
        foreach (LogLine line in result.Lines.Where(line => line.AccessLog is null))
        {
            Match match = TraceField().Match(line.Message);
            string id = match.Groups["id"].Value;
            string? trace = match.Groups["field"].Value == "dd.trace_id"
                ? byHalf.GetValueOrDefault(ulong.Parse(id, CultureInfo.InvariantCulture).ToString("x16", CultureInfo.InvariantCulture))
                : traced.Contains(id) ? id : null;
            if (trace is null)
            {
                Assert.True(line.Join is LogJoin.None or LogJoin.Time, line.Message);
                Assert.True(!match.Success || line.Join == LogJoin.None, line.Message);
                continue;
            }

            Assert.Equal((LogJoin.TraceId, trace), (line.Join, line.TraceId?.ToString()));
            Assert.Contains(line.SpanId!.Value.ToString(), spans);
            found[match.Groups["field"].Value] = found.GetValueOrDefault(match.Groups["field"].Value) + 1;
        }

        Assert.Equal(["X-B3-TraceId", "dd.trace_id", "trace_id", "traceparent"], found.Keys.Order(StringComparer.Ordinal));
        Assert.All(found.Values, count => Assert.True(count > 5));
    }

    [Fact]
    public async Task Every_line_is_there_in_the_order_of_time_with_the_severity_that_it_has()
    {
        LogsResult result = await ComputeAsync();
        Assert.Equal(sample.Lines.Count, result.Lines.Length);
        Assert.True(result.Complete);
        Assert.Empty(result.Warnings);
        Assert.Equal(result.Lines.Select(line => line.UnixNano).Order(), result.Lines.Select(line => line.UnixNano));
        Assert.Equal(sample.Lines.Select(line => line.Body).Order(StringComparer.Ordinal), result.Lines.Select(line => line.Message).Order(StringComparer.Ordinal));
        foreach (LogLine line in result.Lines.Where(line => line.AccessLog is null))
        {
            Match level = Level().Match(line.Message);
            Assert.True(!level.Success || level.Value.Trim(' ', '[', ']', '"', ':').Equals(line.Severity.ToString(), StringComparison.OrdinalIgnoreCase), line.Message);
        }
    }

    [Fact]
    public async Task Each_stack_trace_continues_the_error_line_before_it()
    {
        LogsResult result = await ComputeAsync();
        foreach (IGrouping<(string?, string?), LogLine> container in result.Lines.Where(line => line.Origin == LogOrigin.App).GroupBy(line => (line.Pod, line.Container)))
        {
            LogLine? head = null;
            foreach (LogLine line in container)
            {
                bool frame = Frame().IsMatch(line.Message);
                Assert.Equal(frame, line.ContinuesLine);
                Assert.True(!frame || (head!.Severity == LogSeverity.Error && line.Severity == LogSeverity.Error), line.Message);
                head = frame ? head : line;
            }
        }

        Assert.InRange(result.Lines.Count(line => line.ContinuesLine), 20, 1_000);
    }

    private static async Task<LogsResult> ComputeAsync()
    {
        await using OpenedSource source = await SourceRegistry.OpenAsync(SampleIncident.Uri, new SourceOpenOptions(), default);
        TimeRange window = TimeRange.Between(SampleIncident.Scenario.Telemetry.LogsFrom, SampleIncident.Scenario.To);
        Answer<ImmutableArray<RawLogLine>> lines = await source.Logs!.FindLinesAsync(new LogQuery { Window = window }, default);
        Answer<TraceSet> traces = await source.Traces!.FindTracesAsync(new TraceQuery(), default);
        return LogsAnalysis.Compute(
            lines,
            new Answer<ImmutableArray<Trace>>([.. traces.Value.Traces], traces.Complete, traces.Warnings),

            // Requests that were logged within the window may have come in before it.
            new AnalysisWindow(new TimeRange(window.StartUnixNano - (60 * UnixTime.NanosPerSecond), window.EndUnixNano), window.EndUnixNano, false),
            new LogsOptions { Limit = int.MaxValue });
    }

    [GeneratedRegex("""(?<field>traceparent|dd\.trace_id|(?<![.])trace_id|X-B3-TraceId)"?[=:]"?(00-)?(?<id>[0-9a-f]{32}|\d{4,20}(?![0-9a-f]))""")]
    private static partial Regex TraceField();

    [GeneratedRegex("""(?<=\d) +(INFO|WARN|ERROR|DEBUG) \[|\[(INFO|ERROR)\]|"(info|warn|debug|error)(?=")""")]
    private static partial Regex Level();

    [GeneratedRegex(@"^(\s|Traceback|[\w.]+(Exception|Error): )")]
    private static partial Regex Frame();
}
