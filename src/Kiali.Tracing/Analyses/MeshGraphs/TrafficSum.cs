using System.Collections.Immutable;
using Kiali.Tracing.Graphs;

namespace Kiali.Tracing.Analyses.MeshGraphs;

/// <summary>Adds up the traffic of one protocol over an edge, or in and out of a node.</summary>
internal sealed class TrafficSum(string protocol)
{
    private readonly SortedDictionary<string, double> _byCode = new(StringComparer.Ordinal);
    private bool _hasRequests;
    private double? _messages;
    private double? _bytes;

    public string Protocol => protocol;

    /// <summary>Adds requests of a code; none at all is an idle edge, which has no codes.</summary>
    public void AddRequests(string code, double perSecond)
    {
        _hasRequests = true;
        if (perSecond > 0)
        {
            _byCode[code] = _byCode.GetValueOrDefault(code) + perSecond;
        }
    }

    public void AddMessages(double perSecond) => _messages = (_messages ?? 0) + perSecond;

    public void AddBytes(double perSecond) => _bytes = (_bytes ?? 0) + perSecond;

    public void Add(TrafficSum other)
    {
        _hasRequests |= other._hasRequests;
        foreach ((string code, double rate) in other._byCode)
        {
            AddRequests(code, rate);
        }

        if (other._messages is { } messages)
        {
            AddMessages(messages);
        }

        if (other._bytes is { } bytes)
        {
            AddBytes(bytes);
        }
    }

    public HealthStatus Health => RequestHealth.Of(protocol, _byCode);

    public EdgeTraffic ToTraffic()
    {
        double total = _byCode.Values.Sum();
        return new EdgeTraffic(protocol)
        {
            RequestsPerSecond = _hasRequests ? total : null,
            MessagesPerSecond = _messages,
            BytesPerSecond = _bytes,
            ErrorPercent = Percent(code => ResponseCodes.IsError(protocol, code)),
            ClientErrorPercent = Percent(code => ResponseCodes.IsClientError(protocol, code)),
            ByCode = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, _byCode),
        };

        double? Percent(Func<string, bool> counts)
            => total > 0 ? _byCode.Where(entry => counts(entry.Key)).Sum(entry => entry.Value) / total * 100 : null;
    }
}
