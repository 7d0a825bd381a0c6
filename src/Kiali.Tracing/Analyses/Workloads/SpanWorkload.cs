namespace Kiali.Tracing.Analyses.Workloads;

/// <summary>What spans tell of a workload, while they are read.</summary>
internal sealed class SpanWorkload
{
    public string? App;

    public string? Version;

    public SortedSet<string> Pods { get; } = new(StringComparer.Ordinal);
}
