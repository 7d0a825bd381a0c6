using Xunit;

namespace Kiali.Tracing.Tests.Domain;

public class SpanErrorsTests
{
    [Theory]
    [InlineData(SpanStatusCode.Unset, SpanKind.Server, "", ErrorReason.None)]
    [InlineData(SpanStatusCode.Error, SpanKind.Internal, "", ErrorReason.Status)]
    [InlineData(SpanStatusCode.Ok, SpanKind.Server, "error=true http.status_code=503 grpc.status_code=14", ErrorReason.None)]
    [InlineData(SpanStatusCode.Unset, SpanKind.Client, "error=true http.status_code=503", ErrorReason.ErrorTag)]
    [InlineData(SpanStatusCode.Unset, SpanKind.Client, "error=TRUE", ErrorReason.ErrorTag)]
    [InlineData(SpanStatusCode.Unset, SpanKind.Client, "error=false", ErrorReason.None)]
    [InlineData(SpanStatusCode.Unset, SpanKind.Client, "error=timeout", ErrorReason.None)]
    [InlineData(SpanStatusCode.Unset, SpanKind.Server, "http.status_code=500", ErrorReason.Http)]
    [InlineData(SpanStatusCode.Unset, SpanKind.Client, "http.response.status_code=599", ErrorReason.Http)]
    [InlineData(SpanStatusCode.Unset, SpanKind.Server, "http.status_code=499 response_flags=DC", ErrorReason.None)]
    [InlineData(SpanStatusCode.Unset, SpanKind.Server, "http.status_code=404", ErrorReason.None)]
    [InlineData(SpanStatusCode.Unset, SpanKind.Server, "http.status_code=200 response_flags=UF", ErrorReason.None)]
    [InlineData(SpanStatusCode.Unset, SpanKind.Server, "http.status_code=0 response_flags=DC", ErrorReason.Http)]
    [InlineData(SpanStatusCode.Unset, SpanKind.Client, "response_flags=UF,URX", ErrorReason.Http)]
    [InlineData(SpanStatusCode.Unset, SpanKind.Client, "http.status_code=0 response_flags=-", ErrorReason.None)]
    [InlineData(SpanStatusCode.Unset, SpanKind.Server, "rpc.grpc.status_code=14", ErrorReason.Grpc)]
    [InlineData(SpanStatusCode.Unset, SpanKind.Server, "rpc.grpc.status_code=5", ErrorReason.None)]
    [InlineData(SpanStatusCode.Unset, SpanKind.Client, "rpc.grpc.status_code=5", ErrorReason.Grpc)]
    [InlineData(SpanStatusCode.Unset, SpanKind.Client, "grpc.status_code=0 http.status_code=200", ErrorReason.None)]
    public void One_rule_says_whether_a_span_failed_and_which_part_of_it_holds(SpanStatusCode status, SpanKind kind, string attributes, ErrorReason reason)
    {
        (string Key, AttributeValue Value)[] pairs =
            [.. attributes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).Select(pair => (pair[0], AttributeValue.Of(pair[1])))];
        Span span = SpanDraft.ToSpans(new SpanDraft(1) { Status = status, Kind = kind, Attributes = pairs }).Single();
        Assert.Equal(reason, SpanErrors.ReasonOf(span));
        Assert.Equal(reason, SpanErrors.ReasonOf(status, kind, span.Attributes));
    }

    [Theory]
    [InlineData(SpanKind.Server, "2 4 12 13 14 15")]
    [InlineData(SpanKind.Client, "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16")]
    public void A_gRPC_server_fails_by_its_own_faults_only_a_client_by_any(SpanKind kind, string failing)
    {
        IEnumerable<long> failed = Enumerable.Range(0, 17).Select(code => (long)code).Where(code => SpanErrors.ReasonOf(
            SpanStatusCode.Unset, kind, new AttributeSet([new("rpc.grpc.status_code", AttributeValue.Of(code))])) == ErrorReason.Grpc);
        Assert.Equal(failing, string.Join(' ', failed));
    }

    [Fact]
    public void Values_count_whatever_type_they_were_sent_as()
    {
        Assert.Equal(ErrorReason.ErrorTag, SpanErrors.ReasonOf(SpanStatusCode.Unset, SpanKind.Client, new AttributeSet([new("error", AttributeValue.Of(true))])));
        Assert.Equal(ErrorReason.Http, SpanErrors.ReasonOf(SpanStatusCode.Unset, SpanKind.Client, new AttributeSet([new("http.status_code", AttributeValue.Of(503))])));
    }
}
