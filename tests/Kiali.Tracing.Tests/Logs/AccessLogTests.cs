using Kiali.Tracing.Logs;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Tests.Logs;

public sealed class AccessLogTests
{
    private const string Tail = "outbound|9080||reviews.bookinfo.svc.cluster.local 10.0.0.7:41234 10.96.0.9:9080 10.0.0.7:55000 - default";

    [Fact]
    public void Every_field_of_a_line_in_todays_text_format_has_its_name()
    {
        AccessLog access = Read(
            """[2026-11-14T14:40:03.664Z] "GET /reviews/0?u=a HTTP/1.1" 503 UC,URX upstream_reset_before_response_started{connection_termination} rst "TLS error: 1" 12 95 2024 2020 "10.1.1.1,10.2.2.2" "curl/8.1 (x)" "18df4361-10ef-90bb-92cb-0a36cebea03f" "reviews:9080" "10.0.0.8:9080" """
            + Tail);

        Assert.Equal(
            [
                ("start_time", "2026-11-14T14:40:03.664Z"), ("method", "GET"), ("path", "/reviews/0?u=a"), ("protocol", "HTTP/1.1"), ("response_code", "503"),
                ("response_flags", "UC,URX"), ("response_code_details", "upstream_reset_before_response_started{connection_termination}"),
                ("connection_termination_details", "rst"), ("upstream_transport_failure_reason", "TLS error: 1"), ("bytes_received", "12"), ("bytes_sent", "95"),
                ("duration", "2024"), ("upstream_service_time", "2020"), ("x_forwarded_for", "10.1.1.1,10.2.2.2"), ("user_agent", "curl/8.1 (x)"),
                ("request_id", "18df4361-10ef-90bb-92cb-0a36cebea03f"), ("authority", "reviews:9080"), ("upstream_host", "10.0.0.8:9080"),
                ("upstream_cluster", "outbound|9080||reviews.bookinfo.svc.cluster.local"), ("upstream_local_address", "10.0.0.7:41234"),
                ("downstream_local_address", "10.96.0.9:9080"), ("downstream_remote_address", "10.0.0.7:55000"), ("route_name", "default"),
            ],
            access.Fields.Select(field => (field.Key, field.Value)));
        Assert.Equal((503, "UC,URX", 2024L, 12L, 95L), (access.ResponseCode, access.ResponseFlags, access.DurationMs, access.BytesReceived, access.BytesSent));
        Assert.Equal("2026-11-14T14:40:03.664000000Z", UnixTime.ToRfc3339(access.StartUnixNano!.Value));
        Assert.Equal(TrafficDirection.Outbound, access.Direction);
        Assert.True(access.Failed);
    }

    [Theory]
    [InlineData("""[2020-01-02T03:04:05.006Z] "GET / HTTP/2" 200 - "-" "-" 0 9 7 6 "-" "a b" "rid" "host" "1.2.3.4:80" inbound|80|http|x - 10.0.0.1:80 10.0.0.2:5 - -""")]
    [InlineData("""[2020-01-02T03:04:05.006Z] "GET / HTTP/2" 200 - via_upstream "-" 0 9 7 6 "-" "a b" "rid" "host" "1.2.3.4:80" inbound|80|http|x""")]
    [InlineData("""[2020-01-02T03:04:05.006Z] "GET / HTTP/2" 200 - 0 9 7 6 "-" "a b" "rid" "host" "1.2.3.4:80"  """)]
    public void Lines_of_older_versions_and_of_Envoy_itself_are_read(string line)
    {
        AccessLog access = Read(line);
        Assert.Equal(("rid", "host", "a b", 7L, 9L), (access.RequestId, access.Authority, access[AccessLogFields.UserAgent], access.DurationMs, access.BytesSent));
        Assert.Null(access[AccessLogFields.UpstreamTransportFailureReason]);
        Assert.False(access.Failed);
    }

    [Fact]
    public void A_TCP_connection_has_no_request_and_fails_by_its_flags_only()
    {
        AccessLog access = Read("""[2026-11-14T14:40:03.664Z] "- - -" 0 UF,URX - - "delayed connect error: 111" 0 0 12 - "-" "-" "-" "-" "10.0.0.8:3306" outbound|3306||db.shop.svc.cluster.local - 10.96.0.9:3306 10.0.0.7:55000 - -""");
        Assert.Equal((null, null, null), (access.Method, access.Path, access.RequestId));
        Assert.Equal((0, 12L, true), (access.ResponseCode, access.DurationMs, access.Failed));
        Assert.False(Read("""[2026-11-14T14:40:03.664Z] "- - -" 0 - - - "-" 10 20 12 - "-" "-" "-" "-" "10.0.0.8:3306" PassthroughCluster - - - - -""").Failed);
    }

    [Fact]
    public void Addresses_of_IPv6_stay_whole()
    {
        AccessLog access = Read("""[2026-11-14T14:40:03.664Z] "GET / HTTP/1.1" 200 - via_upstream - "-" 0 1 2 2 "fd00::1" "c" "r" "[fd00::9]:80" "[fd00::8]:9080" inbound|9080|| [::1]:51000 [fd00::8]:9080 [fd00::7]:40000 outbound_.80_._.a.b default""");
        Assert.Equal("[fd00::9]:80", access.Authority);
        Assert.Equal("[fd00::7]:40000", access[AccessLogFields.DownstreamRemoteAddress]);
        Assert.Equal(TrafficDirection.Inbound, access.Direction);
    }

    [Fact]
    public void A_client_cannot_pass_off_a_request_id_in_its_path_or_its_agent()
    {
        AccessLog agent = Read("""[2026-11-14T14:40:03.664Z] "GET / HTTP/1.1" 200 - via_upstream - "-" 0 1 2 2 "-" "evil" "forged-id" "forged" "1.1.1.1:1" fake" "real-id" "host:80" "10.0.0.8:9080" inbound|9080|| - - - - default""");
        Assert.Equal(("real-id", "host:80"), (agent.RequestId, agent.Authority));
        Assert.Equal("""evil" "forged-id" "forged" "1.1.1.1:1" fake""", agent[AccessLogFields.UserAgent]);

        AccessLog path = Read("""[2026-11-14T14:40:03.664Z] "GET /a"b"c HTTP/1.1" 404 - via_upstream - "-" 0 1 2 2 "-" "say \"hi\" c:\\x" "real-id" "host" "10.0.0.8:9080" inbound|9080|| - - - - default""");
        Assert.Equal(("/a\"b\"c", 404, "real-id"), (path.Path, path.ResponseCode, path.RequestId));
        Assert.Equal("""say "hi" c:\x""", path[AccessLogFields.UserAgent]);
    }

    [Fact]
    public void A_line_in_JSON_format_gives_the_same_fields_typed_or_not()
    {
        AccessLog access = Read("""{"start_time":"2026-11-14T14:40:03.664Z","method":"GET","path":"/x","response_code":"504","response_flags":"UT","duration":1000,"bytes_sent":"24","request_id":"r","authority":"ratings:9080","upstream_cluster":"outbound|9080||ratings.b","user_agent":null,"route_name":"-","extra":{"team":"a"}}""");
        Assert.Equal((504, "UT", 1000L, 24L, "r"), (access.ResponseCode, access.ResponseFlags, access.DurationMs, access.BytesSent, access.RequestId));
        Assert.Equal("a", access["extra.team"]);
        Assert.Null(access[AccessLogFields.UserAgent]);
        Assert.Null(access[AccessLogFields.RouteName]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[2026-11-14T14:40:03.664Z] \"")]
    [InlineData("[2026-11-14T14:40:03.664Z] \"GET / HTTP/1.1\" 200 -")]
    [InlineData("[2026-11-14 14:33:59 +0000] [17] [ERROR] cannot render \"x\" 200 - \"-\"")]
    [InlineData("[yesterday] \"GET / HTTP/1.1\" 200 - 0 9 7 6 \"-\" \"a\" \"r\" \"h\" \"u\"")]
    [InlineData("[2026-11-14T14:40:03.664Z] \"GET / HTTP/1.1\" 200 - x y 9 7 6 \"-\" \"a\" \"r\" \"h\" \"u\"")]
    [InlineData("{\"start_time\":\"2026-11-14T14:40:03.664Z\",\"msg\":\"no request\"}")]
    [InlineData("{\"start_time\":\"never\",\"response_code\":200}")]
    [InlineData("{\"start_time\":\"2026-11-14T14:40:03.664Z\",\"response_code\":200")]
    public void What_is_no_access_line_is_left_alone(string line) => Assert.Null(AccessLog.Parse(line));

    [Fact]
    public void Hostile_text_in_any_field_neither_breaks_a_line_nor_moves_its_request_id()
    {
        foreach (string hostile in HostileText.Texts.Where(text => text.Length < 2000))
        {
            Assert.Equal(
                "real-id",
                AccessLog.Parse($"[2026-11-14T14:40:03.664Z] \"GET / HTTP/1.1\" 200 - via_upstream - \"-\" 0 1 2 2 \"-\" \"{hostile}\" \"real-id\" \"host\" \"u\" inbound|9080|| - - - - default")?.RequestId);
            _ = AccessLog.Parse($"[2026-11-14T14:40:03.664Z] \"GET {hostile} HTTP/1.1\" 200 {hostile}");
            _ = AccessLog.Parse(hostile);
            _ = AccessLog.Parse("{" + hostile + "}");
        }
    }

    private static AccessLog Read(string line) => AccessLog.Parse(line) ?? throw new InvalidOperationException("not read: " + line);
}
