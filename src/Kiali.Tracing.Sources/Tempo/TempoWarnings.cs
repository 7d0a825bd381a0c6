using System.Collections.Immutable;
using System.Globalization;

namespace Kiali.Tracing.Sources.Tempo;

/// <summary>Puts the warnings of many traces together: one a code, with the first trace's words.</summary>
/// <param name="uri">The source.</param>
internal sealed class TempoWarnings(string uri)
{
    private readonly List<string> _codes = [];
    private readonly Dictionary<string, (Warning First, long Count, int Times)> _sums = [];

    /// <summary>Adds a trace's warnings.</summary>
    /// <param name="warnings">The warnings.</param>
    public void Add(ImmutableArray<Warning> warnings)
    {
        foreach (Warning warning in warnings)
        {
            Add(warning);
        }
    }

    /// <summary>Adds a warning.</summary>
    /// <param name="warning">The warning.</param>
    public void Add(Warning warning)
    {
        if (_sums.TryGetValue(warning.Code, out (Warning First, long Count, int Times) sum))
        {
            _sums[warning.Code] = (sum.First, sum.Count + warning.Count, sum.Times + 1);
        }
        else
        {
            _codes.Add(warning.Code);
            _sums.Add(warning.Code, (warning, warning.Count, 1));
        }
    }

    /// <summary>The warnings, in the order in which their first cases were met.</summary>
    /// <returns>The warnings.</returns>
    public ImmutableArray<Warning> ToWarnings() => [.. _codes.Select(code => Sum(_sums[code]))];

    private Warning Sum((Warning First, long Count, int Times) sum) => sum.Times == 1
        ? sum.First
        : new Warning(
            sum.First.Code,
            string.Create(CultureInfo.InvariantCulture, $"{sum.First.Message.TrimEnd('.')} ({sum.First.Source}; likewise {sum.Times - 1} more)."),
            sum.Count,
            uri);
}
