using System.Buffers.Binary;
using CsCheck;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Interactive.Tests.Sessions;

public class TraceIdTextTests
{
    private const string SpanId = "00f067aa0ba902b7";

    private static readonly Func<string, byte[], string>[] Spellings =
    [
        (digits, _) => digits,
        (digits, _) => digits.ToUpperInvariant(),
        (digits, _) => "0x" + digits,
        (digits, _) => $" \"{digits}\",\n",
        (digits, _) => digits.Length == 16 ? digits : digits.Insert(20, "-").Insert(16, "-").Insert(12, "-").Insert(8, "-"),
        (_, bytes) => Convert.ToBase64String(bytes),
        (_, bytes) => Convert.ToBase64String(bytes).TrimEnd('='),
        (_, bytes) => Convert.ToBase64String(bytes).Replace('+', '-').Replace('/', '_'),
        (_, bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_'),
        (digits, _) => digits.Length == 16 ? digits : $"00-{digits}-{SpanId}-01",
        (digits, _) => $"{digits}-{SpanId}-1",
        (digits, _) => $"{digits}:{SpanId}:0:1",
        (digits, _) => $"https://jaeger.example.com/jaeger/trace/{digits}?uiFind={SpanId}",
        (digits, _) => $"http://jaeger:16686/trace/{digits}...{digits.Replace('1', '2')}",
        (digits, _) => $"http://jaeger:16686/trace/{digits.TrimStart('0')}",
        (digits, _) => $"http://tempo:3200/api/traces/{digits}",
        (digits, _) => $"https://kiali/kiali/console/namespaces/a/workloads/b?tab=traces&traceId={digits}&spanId={SpanId}",
        (digits, _) => "http://grafana:3000/explore?left=" + Uri.EscapeDataString($"{{\"datasource\":\"tempo\",\"queries\":[{{\"queryType\":\"traceql\",\"query\":\"{digits}\"}}]}}"),
        (digits, _) => "http://grafana:3000/explore?panes=" + Uri.EscapeDataString($"{{\"a\":{{\"queries\":[{{\"query\":\"{digits}\"}}],\"panelsState\":{{\"trace\":{{\"spanId\":\"{SpanId}\"}}}}}}}}"),
    ];

    [Theory]
    [InlineData("7F3C", "7f3c")]
    [InlineData("0x7f3c9a1e5b2d48f0", "7f3c9a1e5b2d48f0")]
    [InlineData("  7f3c9a1e5b2d48f06ac1e9d27b40835c ", "7f3c9a1e5b2d48f06ac1e9d27b40835c")]
    [InlineData("00-7f3c9a1e5b2d48f06ac1e9d27b40835c-00f067aa0ba902b7-01", "7f3c9a1e5b2d48f06ac1e9d27b40835c")]
    [InlineData("http://jaeger:16686/trace/7f3c9a1e5b2d48f06ac1e9d27b40835c?uiFind=00f067aa0ba902b", "7f3c9a1e5b2d48f06ac1e9d27b40835c")]
    [InlineData("http://kiali/kiali/console/namespaces/bookinfo/workloads/reviews-v3?tab=traces&traceId=7f3c9a1e5b2d48f0", "7f3c9a1e5b2d48f0")]
    [InlineData("00-7F3C9A1E5B2D48F06AC1E9D27B40835C-00F067AA0BA902B7-01", "7f3c9a1e5b2d48f06ac1e9d27b40835c")]
    [InlineData("traceparent: 00-7f3c9a1e5b2d48f06ac1e9d27b40835c-00f067aa0ba902b7-01", "7f3c9a1e5b2d48f06ac1e9d27b40835c")]
    [InlineData("\"trace_id\":\"7f3c9a1e5b2d48f06ac1e9d27b40835c\",", "7f3c9a1e5b2d48f06ac1e9d27b40835c")]
    [InlineData("trace_id=7f3c9a1e5b2d48f06ac1e9d27b40835c", "7f3c9a1e5b2d48f06ac1e9d27b40835c")]
    [InlineData("X-B3-TraceId: 7f3c9a1e5b2d48f0", "7f3c9a1e5b2d48f0")]
    [InlineData("b3: 7f3c9a1e5b2d48f06ac1e9d27b40835c-00f067aa0ba902b7-1-05e3ac9a4f6e3b90", "7f3c9a1e5b2d48f06ac1e9d27b40835c")]
    [InlineData("f3c9a1e5b2d48f0:f067aa0ba902b7:0:1", "0f3c9a1e5b2d48f0")]
    [InlineData("7f3c9a1e5b2d48f06ac1e9d27b40835c%3A00f067aa0ba902b7%3A0%3A1", "7f3c9a1e5b2d48f06ac1e9d27b40835c")]
    [InlineData("7f3c9a1e-5b2d-48f0-6ac1-e9d27b40835c", "7f3c9a1e5b2d48f06ac1e9d27b40835c")]
    [InlineData("`7f3c9a1e5b2d48f0`", "7f3c9a1e5b2d48f0")]
    [InlineData("O6VWCcPN5JZJzXfR+dzZNg==", "3ba55609c3cde49649cd77d1f9dcd936")]
    [InlineData("O6VWCcPN5JZJzXfR-dzZNg", "3ba55609c3cde49649cd77d1f9dcd936")]
    [InlineData("Sc130fnc2TY=", "49cd77d1f9dcd936")]
    [InlineData("/trace/7f3c9a1e5b2d48f0", "7f3c9a1e5b2d48f0")]
    [InlineData("trace/7f3c9a1e5b2d48f0", "7f3c9a1e5b2d48f0")]
    [InlineData("http://jaeger/jaeger/trace/f3c9a1e5b2d48f0?uiFind=aaaaaaaaaaaaaaaa", "0f3c9a1e5b2d48f0")]
    [InlineData("http://jaeger/trace/7f3c9a1e5b2d48f06ac1e9d27b40835c...aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa?cohort=aaaaaaaaaaaaaaaa", "7f3c9a1e5b2d48f06ac1e9d27b40835c")]
    [InlineData("http://tempo:3200/api/traces/7f3c9a1e5b2d48f06ac1e9d27b40835c?start=1700000000", "7f3c9a1e5b2d48f06ac1e9d27b40835c")]
    [InlineData("http://zipkin:9411/zipkin/traces/7f3c9a1e5b2d48f0", "7f3c9a1e5b2d48f0")]
    [InlineData("https://kiali/kiali/console#/namespaces/bookinfo/workloads/reviews-v3?tab=traces&spanId=aaaaaaaaaaaaaaaa&traceId=7f3c9a1e5b2d48f06ac1e9d27b40835c", "7f3c9a1e5b2d48f06ac1e9d27b40835c")]
    [InlineData(
        "http://grafana:3000/explore?schemaVersion=1&panes=%7B%22x%22:%7B%22datasource%22:%22tempo%22,%22queries%22:%5B%7B%22refId%22:%22A%22,%22queryType%22:%22traceql%22,%22limit%22:20,%22query%22:%227f3c9a1e5b2d48f06ac1e9d27b40835c%22%7D%5D,%22panelsState%22:%7B%22trace%22:%7B%22spanId%22:%2200f067aa0ba902b7%22%7D%7D%7D%7D&orgId=1",
        "7f3c9a1e5b2d48f06ac1e9d27b40835c")]
    [InlineData(
        "http://grafana:3000/explore?orgId=1&left=%7B%22datasource%22:%22tempo%22,%22queries%22:%5B%7B%22query%22:%227f3c9a1e5b2d48f06ac1e9d27b40835c%22,%22queryType%22:%22traceId%22%7D%5D%7D",
        "7f3c9a1e5b2d48f06ac1e9d27b40835c")]
    public void A_trace_id_is_found_in_what_a_person_pastes(string text, string digits) => Assert.Equal(digits, TraceIdText.DigitsOf(text));

    [Theory]
    [InlineData("")]
    [InlineData("7f3")]
    [InlineData("reviews")]
    [InlineData("7f3c9a1e5b2d48f06ac1e9d27b40835c00")]
    [InlineData("http://jaeger/search")]
    [InlineData("http://jaeger/search?service=reviews&uiFind=aaaaaaaaaaaaaaaa")]
    [InlineData("reviews-v3")]
    [InlineData("reviews.bookinfo.svc.cluster.local:9080/*")]
    [InlineData("00-7f3c-00f067aa0ba902b7-01")]
    [InlineData("O6VWCcPN5JZJzXfR+dzZNh==")]
    public void What_holds_no_trace_id_is_refused(string text) => Assert.Null(TraceIdText.DigitsOf(text));

    [Fact]
    public void Every_spelling_of_an_id_reads_back()
        => Gen.Select(Gen.ULong, Gen.ULong, Gen.Int[0, Spellings.Length - 1], Gen.Bool).Where((high, low, _, _) => high != 0 && low != 0).Sample(
            (high, low, spelling, isHalf) =>
            {
                byte[] bytes = new byte[isHalf ? 8 : 16];
                BinaryPrimitives.WriteUInt64BigEndian(bytes, isHalf ? low : high);
                BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(^8), low);
                string digits = Convert.ToHexStringLower(bytes);
                string text = Spellings[spelling](digits, bytes);

                // An unpadded base64 text of digits only is taken for digits.
                if (!text.All(char.IsAsciiHexDigit) || text.Equals(digits, StringComparison.OrdinalIgnoreCase))
                {
                    Assert.Equal(digits, TraceIdText.DigitsOf(text));
                }
            },
            iter: PropertyCases.AtLeast(2000));

    [Fact]
    public void Whatever_is_pasted_gives_digits_or_nothing()
    {
        string[] pieces = ["/trace/", "?traceId=", "%22query%22:%22", "==", "-", ":", "00-", "0x", "\"", "%", "%zz", "ffff", "7f3c9a1e5b2d48f0", "...", "+/", "é", "\uD800"];
        Gen<string> pasted = Gen.OneOf(
            Gen.Int[0, HostileText.All.Length - 1].Select(index => HostileText.All[index].Text),
            Gen.Int[0, pieces.Length - 1].Array[0, 12].Select(parts => string.Concat(parts.Select(part => pieces[part]))),
            Gen.String);
        pasted.Sample(
            text => Assert.True(TraceIdText.DigitsOf(text) is not { } digits || (digits.Length is >= TraceIdText.FewestDigits and <= 32 && digits.All(char.IsAsciiHexDigitLower))),
            iter: PropertyCases.AtLeast(2000));
        Assert.Null(TraceIdText.DigitsOf(new string('/', 1 << 20)));
    }

    [Theory]
    [InlineData("revews-v3", "reviews-v3")]
    [InlineData("ratnigs-v1", "ratings-v1")]
    [InlineData("xyzzy", null)]
    [InlineData("", null)]
    public void The_closest_word_is_suggested(string word, string? expected)
        => Assert.Equal(expected, Spelling.Closest(word, ["reviews-v3", "ratings-v1", "traces", "trace", "details-v1"]));
}
