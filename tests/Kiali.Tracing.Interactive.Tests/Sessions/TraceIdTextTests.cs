using Kiali.Tracing.Interactive.Sessions;
using Xunit;

namespace Kiali.Tracing.Interactive.Tests.Sessions;

public class TraceIdTextTests
{
    [Theory]
    [InlineData("7F3C", "7f3c")]
    [InlineData("0x7f3c9a1e5b2d48f0", "7f3c9a1e5b2d48f0")]
    [InlineData("  7f3c9a1e5b2d48f06ac1e9d27b40835c ", "7f3c9a1e5b2d48f06ac1e9d27b40835c")]
    [InlineData("00-7f3c9a1e5b2d48f06ac1e9d27b40835c-00f067aa0ba902b7-01", "7f3c9a1e5b2d48f06ac1e9d27b40835c")]
    [InlineData("http://jaeger:16686/trace/7f3c9a1e5b2d48f06ac1e9d27b40835c?uiFind=00f067aa0ba902b", "7f3c9a1e5b2d48f06ac1e9d27b40835c")]
    [InlineData("http://kiali/kiali/console/namespaces/bookinfo/workloads/reviews-v3?tab=traces&traceId=7f3c9a1e5b2d48f0", "7f3c9a1e5b2d48f0")]
    public void A_trace_id_is_found_in_what_a_person_pastes(string text, string digits) => Assert.Equal(digits, TraceIdText.DigitsOf(text));

    [Theory]
    [InlineData("")]
    [InlineData("7f3")]
    [InlineData("reviews")]
    [InlineData("7f3c9a1e5b2d48f06ac1e9d27b40835c00")]
    [InlineData("http://jaeger/search")]
    public void What_holds_no_trace_id_is_refused(string text) => Assert.Null(TraceIdText.DigitsOf(text));

    [Theory]
    [InlineData("revews-v3", "reviews-v3")]
    [InlineData("ratnigs-v1", "ratings-v1")]
    [InlineData("xyzzy", null)]
    [InlineData("", null)]
    public void The_closest_word_is_suggested(string word, string? expected)
        => Assert.Equal(expected, Spelling.Closest(word, ["reviews-v3", "ratings-v1", "traces", "trace", "details-v1"]));
}
