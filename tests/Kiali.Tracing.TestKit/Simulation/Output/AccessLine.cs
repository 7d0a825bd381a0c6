using Kiali.Tracing.TestKit.Simulation.Engine;

namespace Kiali.Tracing.TestKit.Simulation.Output;

/// <summary>One line of a proxy's access log, in the fields of Istio's default format; null where the proxy has no value.</summary>
internal sealed record AccessLine
{
    public required long StartNanos { get; init; }

    public required string Path { get; init; }

    public required int Status { get; init; }

    public required string Flags { get; init; }

    public required string CodeDetails { get; init; }

    public required long BytesSent { get; init; }

    public required long DurationMillis { get; init; }

    /// <summary>Milliseconds until the upstream's answer, or null when there was none.</summary>
    public required long? UpstreamMillis { get; init; }

    public required string? ForwardedFor { get; init; }

    public required string UserAgent { get; init; }

    public required string RequestId { get; init; }

    public required string Authority { get; init; }

    public required string UpstreamHost { get; init; }

    public required string UpstreamCluster { get; init; }

    public required string UpstreamLocal { get; init; }

    public required string DownstreamLocal { get; init; }

    public required string DownstreamRemote { get; init; }

    public required string? RequestedServer { get; init; }

    /// <summary>The line of one side of an exchange.</summary>
    public static AccessLine Of(Mesh mesh, SimulatedRequest request, Exchange exchange, bool client)
    {
        var side = client ? exchange.Client : exchange.Server;
        var port = exchange.Service.Port;
        var fromOutside = exchange.Caller.Workload.Role == Scenarios.WorkloadRole.Gateway;
        var outside = mesh.Scenario.Traffic.ClientAddress;
        var ephemeral = 40_000 + (exchange.CallerPort % 20_000);
        return new AccessLine
        {
            StartNanos = side.StartNanos,
            Path = exchange.Path,
            Status = side.Status,
            Flags = side.Flags,
            CodeDetails = side.Flags switch
            {
                "UT" => "response_timeout",
                "DC" => "downstream_remote_disconnect",
                _ => "via_upstream",
            },
            BytesSent = side.BodyBytes,
            DurationMillis = side.DurationMillis,
            UpstreamMillis = side.Flags == "-" ? MillisUpstream(exchange, side, client) : null,
            ForwardedFor = fromOutside ? outside : null,
            UserAgent = request.UserAgent,
            RequestId = request.RequestId,
            Authority = ProxyNames.Authority(mesh, exchange),
            UpstreamHost = $"{exchange.Callee.Address}:{port}",
            UpstreamCluster = ProxyNames.UpstreamCluster(mesh, exchange, client),
            UpstreamLocal = client ? $"{exchange.Caller.Address}:{exchange.CallerPort}" : $"127.0.0.6:{ephemeral}",
            DownstreamLocal = AddressCalled(exchange, client, fromOutside),
            DownstreamRemote = (client, fromOutside) switch
            {
                (true, true) => $"{outside}:{ephemeral}",
                (true, false) => $"{exchange.Caller.Address}:{ephemeral}",
                (false, true) => $"{outside}:0",
                (false, false) => $"{exchange.Caller.Address}:{exchange.CallerPort}",
            },
            RequestedServer = client ? null : $"outbound_.{port}_._.{mesh.HostOf(exchange.Service)}",
        };
    }

    private static string AddressCalled(Exchange exchange, bool client, bool fromOutside) => (client, fromOutside) switch
    {
        (true, true) => $"{exchange.Caller.Address}:8080",
        (true, false) => $"{exchange.Service.ClusterAddress}:{exchange.Service.Port}",
        _ => $"{exchange.Callee.Address}:{exchange.Service.Port}",
    };

    // From when the request had been sent on until the answer's headers: what the other party took.
    private static long MillisUpstream(Exchange exchange, ExchangeSide side, bool client) => client
        ? Math.Min(side.DurationMillis, (side.EndNanos - side.StartNanos - 60_000) / UnixNanos.PerMillisecond)
        : (exchange.Run.EndNanos - exchange.Run.StartNanos) / UnixNanos.PerMillisecond;
}
