using System.Collections.Immutable;

namespace Kiali.Tracing.Analyses.MeshGraphs;

/// <summary>What the two ends of a pair report of the same requests: rates by response code and flags, and which of them to believe.</summary>
/// <remarks>
/// The callee's report counts, and requests that only the caller's proxy saw are added, as in Kiali. But where the two tell different codes of the same
/// requests (a timeout is 504 to the caller and a hang-up to the callee), adding would count them twice: then the caller's report alone counts. It has
/// every request, also those that never arrived.
/// </remarks>
internal sealed class PairReports
{
    private readonly Dictionary<(string Code, string Flags), double> _source = [];
    private readonly Dictionary<(string Code, string Flags), double> _destination = [];

    /// <summary>Whether both ends report, and the caller tells codes that the callee does not.</summary>
    public bool Disagree => _source.Count > 0 && _destination.Count > 0 && _source.Keys.Any(key => !_destination.ContainsKey(key));

    public void Add(bool bySource, string code, string flags, double rate)
    {
        Dictionary<(string, string), double> report = bySource ? _source : _destination;
        report[(code, flags)] = report.GetValueOrDefault((code, flags)) + rate;
    }

    /// <summary>The rates that count, by code; in a stable order.</summary>
    public ImmutableArray<(string Code, double Rate)> Chosen()
        => [.. (_destination.Count == 0 || Disagree ? _source : _destination)
            .OrderBy(entry => entry.Key.Code, StringComparer.Ordinal)
            .ThenBy(entry => entry.Key.Flags, StringComparer.Ordinal)
            .Select(entry => (entry.Key.Code, entry.Value))];
}
