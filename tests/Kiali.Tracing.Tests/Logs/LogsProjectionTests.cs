using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Kiali.Tracing.Analyses.LogLines;
using Kiali.Tracing.Frames;
using Kiali.Tracing.Json;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Sources;
using Kiali.Tracing.TestKit;
using Kiali.Tracing.TestKit.Approval;
using Kiali.Tracing.TestKit.Timelines;
using Kiali.Tracing.Views;
using Xunit;

namespace Kiali.Tracing.Tests.Logs;

public sealed class LogsProjectionTests
{
    private const long Start = Timeline.StartUnixNano;
    private static readonly WorkloadRef Reviews = new("Kubernetes", "bookinfo", "reviews-v3");

    private static readonly ImmutableArray<RawLogLine> Lines =
    [
        App(3, "2026-11-10 10:00:00.003 ERROR [trace_id=00000000000000000000000000000001 span_id=0000000100000001] 1 --- [main] c.b.R : GET /reviews/0 failed"),
        App(3, "java.io.IOException: gone"), App(3, "\tat a.B.c(B.java:1)"), App(4, "\tat a.B.d(B.java:2)"),
        App(5, "pool has 3 of 10 free"), App(6, "pool has 2 of 10 free"), App(7, "pool has 1 of 10 free"),
        new(At(900), Reviews, "reviews-v3-7d99fd7978-qfjpc", "istio-proxy", ContainerRole.Proxy, "[2026-11-14T11:00:00.001Z] \"GET /ratings/0 HTTP/1.1\" 504 UT response_timeout - \"-\" 0 24 1000 - \"-\" \"c\" \"rid-1\" \"ratings:9080\" \"10.0.0.8:9080\" outbound|9080||ratings.bookinfo.svc.cluster.local - 10.96.0.9:9080 10.0.0.7:55000 - default"),
    ];

    [Fact]
    public void The_document_has_exactly_the_contracts_properties()
    {
        using MemoryStream output = new();
        LogsJson.Write(Compute(Lines), output);
        Approved.Match(Encoding.UTF8.GetString(output.ToArray()), "logs.json");
    }

    [Fact]
    public void Every_line_is_in_the_document_unfolded_whatever_it_holds()
    {
        ImmutableArray<RawLogLine> hostile = [.. HostileText.Texts.Select((text, index) => App(index, text))];
        using MemoryStream output = new();
        LogsJson.Write(Compute(hostile), output);
        using JsonDocument document = JsonDocument.Parse(output.ToArray());
        Assert.Equal(hostile.Length + 1, document.RootElement.GetProperty("lines").GetArrayLength());
    }

    [Fact]
    public void The_frame_has_a_row_for_each_line_and_the_contracts_columns()
    {
        var frame = LogsFrame.Of(Compute(Lines));
        Assert.Equal(Lines.Length + 1, frame.Rows.Count);
        Approved.Match(FrameSchema.Of(frame), "logs.schema.txt");
        Assert.Equal(504L, frame[FrameColumns.ResponseCode].Cast<object?>().Single(value => value is not null));
    }

    [Fact]
    public void Stack_traces_fold_under_their_line_and_repeats_into_one_row_that_counts_them()
    {
        View view = LogsView.Of(Compute(Lines), new LogsViewOptions { CallName = "#!kiali" });
        TableBlock table = view.Blocks.OfType<TableBlock>().Single();
        Assert.Equal(
            [
                "span | reviews-v3 | = trace |  | ▸ ratings  1,000.0 ms",
                "proxy | reviews-v3-…-qfjpc | = request |  | \"GET /ratings/0\" 504 UT 1000 ms → ratings.bookinfo:9080",
                "app | reviews-v3-…-qfjpc | = trace |  | ERROR  GET /reviews/0 failed · 3 frames",
                "app | reviews-v3-…-qfjpc | ≈ time | ×3 | pool has 3 of 10 free",
            ],
            table.Rows.Select(row => string.Join(" | ", row.Cells.Skip(1).Select(cell => cell.Lines.FirstOrDefault()?.PlainText ?? "").Select(text => text.Replace('\u00a0', ' ')))));
        Assert.Equal(["java.io.IOException: gone", "at a.B.c(B.java:1)", "at a.B.d(B.java:2)"], table.Rows[2].Cells[5].Folded.Select(line => line.PlainText));
        Assert.Equal("the same line, digits aside, 11:00:00.005 to 11:00:00.007", table.Rows[3].Cells[4].Tooltip);
        Assert.Equal(TableLook.Logs, table.Look);
        Assert.StartsWith(
            "9 lines in 4 rows (2 are repeats, 3 in stack traces); the frame logs has all. Joined by trace id 2, by request id 1, by time 6; 0 not joined.",
            view.Blocks.OfType<LineBlock>().First().Lines[0].PlainText,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_row_says_so_in_words_or_by_a_sign()
    {
        ImmutableArray<RawLogLine> lines = [App(1, "{\"level\":\"error\",\"msg\":\"it broke\",\"time\":\"x\",\"code\":7}"), App(2, "E1114 14:30:00.123456       1 main.go:10] it broke")];
        IEnumerable<string> texts = LogsView.Of(Compute(lines)).Blocks.OfType<TableBlock>().Single().Rows.Skip(1).Select(row => row.Cells[5].Lines[0].PlainText);
        Assert.Equal(["ERROR  it broke code=7", "✕ E1114 14:30:00.123456       1 main.go:10] it broke"], texts);
    }

    [Fact]
    public void A_long_table_shows_head_and_tail_and_says_how_many_rows_lie_between()
    {
        ImmutableArray<RawLogLine> lines = [.. Enumerable.Range(0, 500).Select(index => App(index, new string((char)('g' + (index % 19)), 3)))];
        View view = LogsView.Of(Compute(lines), new LogsViewOptions { Head = 10, Tail = 5 });
        TableBlock table = view.Blocks.OfType<TableBlock>().Single();
        Assert.Equal((16, 486), (table.Rows.Length, (int)table.Rows[10].Omitted));
        Assert.Contains("501 lines in 501 rows, 15 shown", view.Blocks.OfType<LineBlock>().First().Lines[0].PlainText, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_window_says_what_to_try()
    {
        View view = LogsView.Of(LogsAnalysis.Compute(
            Answer.Whole(ImmutableArray<RawLogLine>.Empty), Answer.Whole(ImmutableArray<Trace>.Empty), Window, new LogsOptions()));
        Assert.Equal("No log lines in this window.", Assert.IsType<MessageBlock>(view.Blocks.Single()).What.PlainText);
    }

    [Fact]
    public void What_an_incomplete_answer_lacks_is_said_above_the_lines()
    {
        LogsResult result = LogsAnalysis.Compute(
            Answer.Partial(Lines, [new Warning("cut", "The file is cut.")]), Answer.Whole(ImmutableArray<Trace>.Empty), Window, new LogsOptions());
        Assert.Equal("The file is cut.", LogsView.Of(result).Blocks.OfType<MessageBlock>().Single(block => block.Kind == MessageKind.Partial).What.PlainText);
    }

    private static AnalysisWindow Window { get; } = new(new TimeRange(Start, At(60_000)), At(60_000), false);

    private static LogsResult Compute(ImmutableArray<RawLogLine> lines) => LogsAnalysis.Compute(
        Answer.Whole(lines),
        Answer.Whole<ImmutableArray<Trace>>(
        [
            Timeline.Draw(
                $"ratings [{new string('=', 99)}] server node_id=sidecar~1~reviews-v3-7d99fd7978-qfjpc.bookinfo~d guid:x-request-id=rid-1"),
        ]),
        Window,
        new LogsOptions { WithSpans = true });

    private static long At(long ms) => Start + (ms * UnixTime.NanosPerMilli);

    private static RawLogLine App(long ms, string body) => new(At(ms), Reviews, "reviews-v3-7d99fd7978-qfjpc", "reviews", ContainerRole.App, body);
}
