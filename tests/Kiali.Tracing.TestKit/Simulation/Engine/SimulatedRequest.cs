namespace Kiali.Tracing.TestKit.Simulation.Engine;

/// <summary>One request from outside with everything that it set off.</summary>
public sealed record SimulatedRequest
{
    /// <summary>Position in the stream of requests.</summary>
    public required int Index { get; init; }

    public required string Path { get; init; }

    public required string UserAgent { get; init; }

    /// <summary>The <c>x-request-id</c> that the gateway gave it and all hops passed on.</summary>
    public required string RequestId { get; init; }

    /// <summary>32 lower-case hex digits. Requests that are not traced have one too.</summary>
    public required string TraceId { get; init; }

    /// <summary>Whether its spans are kept.</summary>
    public required bool Traced { get; init; }

    /// <summary>Whether proxies log it whatever comes of it.</summary>
    public required bool ProxyLogged { get; init; }

    /// <summary>Whether applications log it whatever comes of it.</summary>
    public required bool ApplicationLogged { get; init; }

    /// <summary>The gateway's call into the mesh.</summary>
    public required Exchange Entry { get; init; }

    /// <summary>All exchanges, callers first.</summary>
    public IEnumerable<Exchange> Exchanges => Entry.WithDescendants();
}
