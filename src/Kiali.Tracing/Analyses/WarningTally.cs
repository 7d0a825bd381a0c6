using System.Collections.Immutable;
using System.Globalization;

namespace Kiali.Tracing.Analyses;

/// <summary>Adds up the warnings of many traces, one for each code, so that a list of traces does not drown in them.</summary>
internal sealed class WarningTally
{
    private readonly SortedDictionary<string, (Warning First, long Count, int Traces)> _counts = new(StringComparer.Ordinal);

    /// <summary>Adds the warnings of one trace.</summary>
    public void Add(ImmutableArray<Warning> warnings)
    {
        foreach (Warning warning in warnings)
        {
            _counts[warning.Code] = _counts.TryGetValue(warning.Code, out (Warning First, long Count, int Traces) known)
                ? (known.First, known.Count + warning.Count, known.Traces + 1)
                : (warning, warning.Count, 1);
        }
    }

    /// <summary>The sums, ordered by code.</summary>
    public ImmutableArray<Warning> Total() =>
    [
        .. _counts.Values.Select(known => known.Traces == 1
            ? known.First
            : new Warning(
                known.First.Code,
                string.Create(CultureInfo.InvariantCulture, $"In {known.Traces} traces, first of {known.First.Source}: {known.First.Message}"),
                known.Count)),
    ];
}
