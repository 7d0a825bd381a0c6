using System.Collections.Frozen;

namespace Kiali.Tracing.SemanticConventions;

/// <summary>Envoy's response flags: why there was no ordinary response.</summary>
public static class ResponseFlags
{
    private static readonly FrozenDictionary<string, string> Meanings = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["DC"] = "the caller hung up",
        ["DI"] = "delayed by fault injection",
        ["DPE"] = "the caller sent an invalid request",
        ["DT"] = "the connection or request took longer than allowed",
        ["FI"] = "aborted by fault injection",
        ["IH"] = "refused for an invalid header",
        ["LH"] = "the local service failed its health check",
        ["LR"] = "the connection was reset here",
        ["NC"] = "no cluster for the route",
        ["NR"] = "no route",
        ["OM"] = "refused for lack of memory",
        ["RL"] = "refused by the rate limit",
        ["RLSE"] = "the rate limit service failed",
        ["SI"] = "the stream was idle too long",
        ["UAEX"] = "refused by the authorization service",
        ["UC"] = "the upstream broke the connection",
        ["UF"] = "no connection to the upstream",
        ["UH"] = "no healthy upstream",
        ["UMSDR"] = "the request took longer than a stream may",
        ["UO"] = "refused by the circuit breaker",
        ["UPE"] = "the upstream sent an invalid response",
        ["UR"] = "the upstream reset the request",
        ["URX"] = "all retries failed",
        ["UT"] = "the upstream took too long",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Explains flags.</summary>
    /// <param name="flags">The flags, separated by commas, for instance <c>URX,UF</c>.</param>
    /// <returns>For instance <c>flag UT: the upstream took too long</c>; flags that are not known stand alone.</returns>
    public static string Explain(string flags) => string.Join(
        ", ",
        flags.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(flag => Meanings.TryGetValue(flag, out string? meaning) ? $"flag {flag}: {meaning}" : $"flag {flag}"));
}
