using System.Collections.Immutable;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Analyses.MeshGraphs;

/// <summary>What the proxies on the way of the same requests report of them: rates by response code and flags, and which of them to believe.</summary>
/// <remarks>
/// The callee's report counts (its waypoint's, where it has no proxy of its own), and requests that only a proxy before it saw are added, as in Kiali. But where
/// two tell different codes of the same requests (a timeout is 504 to the caller and a hang-up to the callee), adding would count them twice: then the
/// report nearer to the caller alone counts. It has every request, also those that never arrived. Kiali adds a waypoint's report to the callee's.
/// </remarks>
internal sealed class PairReports
{
    // In the order in which a request passes them.
    private const int Source = 0;
    private const int Waypoint = 1;
    private const int Destination = 2;

    private readonly Dictionary<(string Code, string Flags), double>?[] _reports = new Dictionary<(string Code, string Flags), double>?[Destination + 1];

    public static bool IsBySource(string reporter) => PlaceOf(reporter) == Source;

    public void Add(string reporter, string code, string flags, double rate)
    {
        Dictionary<(string, string), double> report = _reports[PlaceOf(reporter)] ??= [];
        report[(code, flags)] = report.GetValueOrDefault((code, flags)) + rate;
    }

    /// <summary>The rates that count, by code; in a stable order.</summary>
    public ImmutableArray<(string Code, double Rate)> Chosen()
        => [.. Believed()
            .OrderBy(entry => entry.Key.Code, StringComparer.Ordinal)
            .ThenBy(entry => entry.Key.Flags, StringComparer.Ordinal)
            .Select(entry => (entry.Key.Code, entry.Value))];

    /// <summary>The one of several things, told by reporter, that is told nearest to the callee.</summary>
    public static T NearestToCallee<T>(IEnumerable<T> told, Func<T, string> reporterOf) => told.MaxBy(one => PlaceOf(reporterOf(one)))!;

    private Dictionary<(string Code, string Flags), double> Believed()
    {
        Dictionary<(string Code, string Flags), double>? believed = null;
        for (int place = Destination; place >= Source; place--)
        {
            if (_reports[place] is { } report
                && (believed is null || report.Any(entry => entry.Value > 0 && believed.GetValueOrDefault(entry.Key) <= 0)))
            {
                believed = report;
            }
        }

        return believed ?? [];
    }

    private static int PlaceOf(string reporter) => reporter switch
    {
        IstioReporters.Source => Source,
        IstioReporters.Waypoint => Waypoint,
        _ => Destination,
    };
}
