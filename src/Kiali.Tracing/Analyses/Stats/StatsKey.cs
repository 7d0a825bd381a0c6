namespace Kiali.Tracing.Analyses.Stats;

/// <summary>What spans are grouped by: one of the known words, or an attribute.</summary>
/// <remarks>Known are <c>service</c>, <c>name</c>, <c>workload</c>, <c>namespace</c>, <c>kind</c> and <c>status</c>; every other word is an attribute's key,
/// looked for on the span and then on its resource.</remarks>
/// <param name="Word">The word.</param>
public readonly record struct StatsKey(string Word)
{
    /// <summary>By the service that produced the span.</summary>
    public static StatsKey Service => new("service");

    /// <summary>By the span's name.</summary>
    public static StatsKey Name => new("name");

    /// <summary>By the workload the span belongs to.</summary>
    public static StatsKey Workload => new("workload");

    /// <summary>By the namespace the span belongs to.</summary>
    public static StatsKey Namespace => new("namespace");

    /// <summary>By the span's side of a call.</summary>
    public static StatsKey Kind => new("kind");

    /// <summary>By how the call ended: <c>200</c>, <c>504 UT</c>, <c>grpc 14</c>.</summary>
    public static StatsKey Status => new("status");

    /// <summary>The known words, the most useful first.</summary>
    public static IReadOnlyList<string> KnownWords { get; } = ["workload", "service", "name", "namespace", "kind", "status"];

    /// <inheritdoc/>
    public override string ToString() => Word;
}
