namespace Kiali.Tracing.Analyses.TraceDetail;

/// <summary>What of a trace decides whether another is similar: how many spans it has, and how many of each name.</summary>
internal sealed class TraceShape
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public TraceShape(IEnumerable<string> spanNames)
    {
        foreach (string name in spanNames)
        {
            SpanCount++;
            if (!_counts.TryAdd(name, 1))
            {
                _counts[name]++;
                continue;
            }

            Names.Add(name);
        }
    }

    public int SpanCount { get; }

    /// <summary>The names, in the order of their first span.</summary>
    public List<string> Names { get; } = [];

    public int CountOf(string name) => _counts.GetValueOrDefault(name);
}
