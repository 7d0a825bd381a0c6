using Kiali.Tracing.Logs;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Tests.Logs;

/// <summary>Severities, ids and continued lines.</summary>
public sealed class LogReadingTests
{
    [Theory]
    [InlineData("2026-11-14 14:07:18.792  INFO [x] 1 --- [t] c.b.R : no ERROR here", "Info")]
    [InlineData("#4 Log error Message", "Error")]
    [InlineData("[17] [CRITICAL] worker timeout", "Fatal")]
    [InlineData("FATAL: out of memory", "Fatal")]
    [InlineData("panic: runtime error: index out of range", "Fatal")]
    [InlineData("2021-10-05T00:32:40.309334Z\tdebug\tenvoy http\t[C57] error in stream", "Debug")]
    [InlineData("2021-10-05T00:32:40.309334Z\ttrace\tenvoy http\t[C57] x", "Trace")]
    [InlineData("E1114 14:30:00.123456       1 main.go:10] it broke", "Error")]
    [InlineData("W1114 14:30:00.123456       1 main.go:10] no error yet", "Warn")]
    [InlineData("level=warning msg=\"x\"", "Warn")]
    [InlineData("{\"level\":\"fatal\",\"msg\":\"error\"}", "Fatal")]
    [InlineData("{\"level\":50,\"msg\":\"pino\"}", "Error")]
    [InlineData("{\"level\":4,\"msg\":\"syslog\"}", "Warn")]
    [InlineData("{\"log\":{\"level\":\"WARN\"},\"message\":\"ecs\"}", "Warn")]
    [InlineData("{\"log.level\":\"CRITICAL\",\"message\":\"ecs\"}", "Fatal")]
    [InlineData("{\"severity\":\"NOTICE\"}", "Info")]
    [InlineData("{\"lvl\":\"dbg\",\"severity\":\"DEBUG\"}", "Debug")]
    [InlineData("GET /error/warn-me?debug_info=1 traceparent=00-aa no_error java.lang.Error", null)]
    [InlineData("a stack trace, severe weather, a critical section, informal errors", null)]
    [InlineData("{\"msg\":\"ERROR without a level\"}", null)]
    [InlineData("Server listening", null)]
    public void A_severity_is_a_word_of_its_own_or_a_level_field(string line, string? expected)
        => Assert.Equal(expected, SeverityText.Read(line, JsonLine.Read(line))?.ToString());

    [Theory]
    [InlineData("traceparent=00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    [InlineData("traceparent: \"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\"")]
    [InlineData("[trace_id=0af7651916cd43dd8448eb211c80319c span_id=b7ad6b7169203331] text")]
    [InlineData("traceId: 0AF7651916CD43DD8448EB211C80319C spanId: b7ad6b7169203331")]
    [InlineData("{\"a\":1,\"traceID\":\"0af7651916cd43dd8448eb211c80319c\",\"spanID\":\"b7ad6b7169203331\"}")]
    [InlineData("{\"ctx\":{\"trace_id\":\"0af7651916cd43dd8448eb211c80319c\",\"span_id\":\"b7ad6b7169203331\"}}")]
    [InlineData("{\"msg\":\"got {\\\"trace_id\\\":\\\"0af7651916cd43dd8448eb211c80319c\\\",\\\"span_id\\\":\\\"b7ad6b7169203331\\\"}\"}")]
    [InlineData("X-B3-TraceId=0af7651916cd43dd8448eb211c80319c, X-B3-SpanId=b7ad6b7169203331")]
    [InlineData("dd.trace_id=0af7651916cd43dd8448eb211c80319c dd.span_id=13235353014750950193")]
    public void A_trace_and_its_span_are_named_in_every_known_spelling(string line)
    {
        LogIdentifiers ids = Read(line);
        Assert.Equal([new NamedTraceId(TraceId.Parse("0af7651916cd43dd8448eb211c80319c"), false)], ids.TraceIds.AsEnumerable());
        Assert.Equal([SpanId.Parse("b7ad6b7169203331")], ids.SpanIds.AsEnumerable());
    }

    [Theory]
    [InlineData("dd.trace_id=9532127138774266268 dd.span_id=1")]
    [InlineData("{\"dd\":{\"trace_id\":\"9532127138774266268\"}}")]
    [InlineData("{\"dd.trace_id\":9532127138774266268}")]
    [InlineData("X-B3-TraceId: 8448eb211c80319c")]
    [InlineData("traceId=8448eb211c80319c")]
    public void An_id_of_64_bits_names_the_low_half(string line)
        => Assert.Equal([new NamedTraceId(TraceId.Parse("8448eb211c80319c"), true)], Read(line).TraceIds.AsEnumerable());

    [Theory]
    [InlineData("parent_trace_id=0af7651916cd43dd8448eb211c80319c")]
    [InlineData("trace_id=0af7651916cd43dd8448eb211c80319cff")]
    [InlineData("trace_id=0af7651916cd43dd8448eb211c80319g")]
    [InlineData("trace_id=00000000000000000000000000000000")]
    [InlineData("trace_id=")]
    [InlineData("traceparent=ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    [InlineData("traceparent=00-0af7651916cd43dd8448eb211c80319c")]
    [InlineData("dd.trace_id=99999999999999999999999999")]
    [InlineData("trace_id 0af7651916cd43dd8448eb211c80319c")]
    public void What_only_looks_like_an_id_names_no_trace(string line) => Assert.Empty(Read(line).TraceIds.AsEnumerable());

    [Theory]
    [InlineData("x-request-id=18df4361-10ef-90bb-92cb-0a36cebea03f done")]
    [InlineData("X-Request-Id: 18df4361-10ef-90bb-92cb-0a36cebea03f")]
    [InlineData("{\"x_request_id\":\"18df4361-10ef-90bb-92cb-0a36cebea03f\"}")]
    public void A_request_is_named_by_its_header(string line) => Assert.Equal(["18df4361-10ef-90bb-92cb-0a36cebea03f"], Read(line).RequestIds.AsEnumerable());

    [Fact]
    public void Frames_of_a_stack_trace_continue_the_line_that_failed_and_take_its_severity()
    {
        Assert.Equal(
            [
                "- INFO all well", "- ERROR it failed", "+ java.io.IOException: gone", "+ \tat a.B.c(B.java:1)", "+ Caused by: x.Y: z", "+ \t... 41 common frames omitted",
                "- INFO next", "- KeyError: 'a'", "- WARN odd", "+ Traceback (most recent call last):", "+   File \"x.py\", line 1, in f", "+ ValueError: bad", "- plain text",
                "- panic: boom", "+ goroutine 1 [running]:", "+ main.main()", "+ \t/app/main.go:10 +0x1d", "- done",
            ],
            Continued(
            [
                "INFO all well", "ERROR it failed", "java.io.IOException: gone", "\tat a.B.c(B.java:1)", "Caused by: x.Y: z", "\t... 41 common frames omitted", "INFO next",
                "KeyError: 'a'", "WARN odd", "Traceback (most recent call last):", "  File \"x.py\", line 1, in f", "ValueError: bad", "plain text", "panic: boom",
                "goroutine 1 [running]:", "main.main()", "\t/app/main.go:10 +0x1d", "done",
            ],
            0));
        Assert.Equal(["- ERROR it failed", "- \tat a.B.c(B.java:1)"], Continued(["ERROR it failed", "\tat a.B.c(B.java:1)"], UnixTime.NanosPerSecond));

        ContinuedLines lines = new();
        lines.Continues(0, "ERROR it failed", LogSeverity.Error);
        Assert.True(lines.Continues(1, "\tat a.Info.INFO(B.java:1)", LogSeverity.Info));
        Assert.Equal(LogSeverity.Error, lines.Severity);
    }

    [Fact]
    public void Hostile_lines_are_read_without_failing()
    {
        ContinuedLines lines = new();
        foreach (string text in HostileText.Texts.Concat(["{" + new string('[', 5000) + "}", "{" + string.Concat(Enumerable.Repeat("{\"a\":", 500)) + "}", "trace_id=" + new string('a', 100_000)]))
        {
            foreach (string line in (string[])[text, "trace_id=" + text, "{\"level\":\"" + text + "\"}", "ERROR " + text, "\tat " + text])
            {
                _ = LogLineContent.Read(new RawLogLine(1, new WorkloadRef(null, "n", "w"), "p", "c", ContainerRole.Proxy, line));
                _ = lines.Continues(1, line, null);
            }
        }
    }

    private static LogIdentifiers Read(string line)
        => LogLineContent.Read(new RawLogLine(1, new WorkloadRef(null, "n", "w"), "p", "c", ContainerRole.App, line)).Identifiers;

    private static IEnumerable<string> Continued(string[] texts, long apart)
    {
        ContinuedLines lines = new();
        return [.. texts.Select((text, index) => (lines.Continues(index * apart, text, SeverityText.Read(text, null)) ? "+ " : "- ") + text)];
    }
}
