using Kiali.Tracing.TestKit.Simulation.Scenarios;

namespace Kiali.Tracing.TestKit.Simulation.Engine;

/// <summary>
/// One HTTP request between two proxies as each of them saw it. Times are whole microseconds in Unix nanoseconds. A status
/// of 0 means that no answer was sent; flags are Envoy's response flags, <c>-</c> for none.
/// </summary>
public sealed record Exchange
{
    public required MeshPod Caller { get; init; }

    public required MeshPod Callee { get; init; }

    public required ScenarioService Service { get; init; }

    public required string Path { get; init; }

    public required ExchangeSide Client { get; init; }

    public required ExchangeSide Server { get; init; }

    /// <summary>Request headers and body, in bytes.</summary>
    public required long RequestBytes { get; init; }

    /// <summary>Local port that the caller's proxy sent from.</summary>
    public required int CallerPort { get; init; }

    /// <summary>What the callee's application did.</summary>
    public required ApplicationRun Run { get; init; }

    /// <summary>This exchange and all that follow from it, callers first.</summary>
    public IEnumerable<Exchange> WithDescendants()
    {
        yield return this;
        foreach (var inner in Run.Calls.SelectMany(call => call.Attempts).SelectMany(attempt => attempt.WithDescendants()))
        {
            yield return inner;
        }
    }
}
