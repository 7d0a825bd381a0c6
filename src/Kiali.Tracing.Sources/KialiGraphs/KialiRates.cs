using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Kiali.Tracing.Analyses.MeshGraphs;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Sources.KialiGraphs;

/// <summary>The traffic of one protocol in Kiali's graph: rates by name, and how they split by response code. Its numbers are texts.</summary>
internal sealed class KialiRates
{
    private readonly ImmutableDictionary<string, double> _rates;

    private KialiRates(string protocol, ImmutableDictionary<string, double> rates, ImmutableSortedDictionary<string, double> byCode, bool isMessages)
    {
        Protocol = protocol;
        _rates = rates;
        ByCode = byCode;
        IsMessages = isMessages;
    }

    /// <summary>The protocol.</summary>
    public string Protocol { get; }

    /// <summary>Requests a second by response code; empty for bytes, messages, and where the answer has no codes.</summary>
    public ImmutableSortedDictionary<string, double> ByCode { get; }

    /// <summary>Whether the rates are messages of gRPC and not requests: their one "response" has no flags.</summary>
    public bool IsMessages { get; }

    /// <summary>Reads <c>{protocol, rates, responses}</c>.</summary>
    /// <param name="traffic">The object.</param>
    /// <returns>The rates; null when it names no protocol.</returns>
    public static KialiRates? Read(JsonElement traffic)
    {
        if (traffic.ValueKind != JsonValueKind.Object || KialiGraphMapping.TextOf(traffic, "protocol") is not { Length: > 0 } protocol)
        {
            return null;
        }

        ImmutableDictionary<string, double> rates = NumbersOf(traffic, "rates");
        (ImmutableSortedDictionary<string, double> shares, bool hasFlags) = SharesOf(traffic);
        double rate = rates.GetValueOrDefault(protocol);
        bool isMessages = protocol == RequestProtocols.Grpc && !shares.IsEmpty && !hasFlags;
        return new KialiRates(
            protocol,
            rates,
            protocol == RequestProtocols.Tcp || isMessages
                ? shares.Clear()
                : shares.ToImmutableSortedDictionary(share => share.Key, share => share.Value * rate / 100, StringComparer.Ordinal),
            isMessages);
    }

    /// <summary>A rate; null when there is none.</summary>
    /// <param name="name">Its name, for instance <c>httpIn5xx</c>.</param>
    public double? this[string name] => _rates.TryGetValue(name, out double rate) ? rate : null;

    /// <summary>The traffic of an edge.</summary>
    public EdgeTraffic OfEdge() => Protocol == RequestProtocols.Tcp ? new EdgeTraffic(Protocol) { BytesPerSecond = this[Protocol] }
        : IsMessages ? new EdgeTraffic(Protocol) { MessagesPerSecond = this[Protocol] }
        : OfRequests(this[Protocol], ByCode, string.Empty);

    /// <summary>The traffic of a node in one direction.</summary>
    /// <param name="direction"><c>In</c> or <c>Out</c>.</param>
    /// <param name="byCode">Its edges' requests by response code.</param>
    /// <param name="isMessages">Whether its edges count messages.</param>
    /// <returns>The traffic; null when there is none in that direction.</returns>
    public EdgeTraffic? OfNode(string direction, ImmutableSortedDictionary<string, double> byCode, bool isMessages)
        => this[Protocol + direction] is not { } rate ? null
            : Protocol == RequestProtocols.Tcp ? new EdgeTraffic(Protocol) { BytesPerSecond = rate }
            : isMessages ? new EdgeTraffic(Protocol) { MessagesPerSecond = rate }
            : OfRequests(rate, byCode, direction);

    // Without codes, the classes that Kiali counts by itself tell the shares of errors.
    private EdgeTraffic OfRequests(double? rate, ImmutableSortedDictionary<string, double> byCode, string direction)
    {
        if (!byCode.IsEmpty || rate is not > 0)
        {
            return RequestTraffic.Of(Protocol, byCode) with { RequestsPerSecond = rate };
        }

        bool isGrpc = Protocol == RequestProtocols.Grpc;
        double errors = (this[Protocol + direction + (isGrpc ? "Err" : "5xx")] ?? 0) + (this[Protocol + direction + "NoResponse"] ?? 0);
        double clientErrors = isGrpc ? 0 : this[Protocol + direction + "4xx"] ?? 0;
        return new EdgeTraffic(Protocol)
        {
            RequestsPerSecond = rate,
            ErrorPercent = errors / rate * 100,
            ClientErrorPercent = clientErrors / rate * 100,
        };
    }

    private static (ImmutableSortedDictionary<string, double> Shares, bool HasFlags) SharesOf(JsonElement traffic)
    {
        ImmutableSortedDictionary<string, double>.Builder shares = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        bool hasFlags = false;
        if (traffic.TryGetProperty("responses", out JsonElement responses) && responses.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty code in responses.EnumerateObject().Where(code => code.Value.ValueKind == JsonValueKind.Object))
            {
                bool isFlagged = code.Value.TryGetProperty("flags", out _);
                hasFlags |= isFlagged;
                shares[code.Name] = NumbersOf(code.Value, isFlagged ? "flags" : "hosts").Values.Sum();
            }
        }

        return (shares.ToImmutable(), hasFlags);
    }

    private static ImmutableDictionary<string, double> NumbersOf(JsonElement element, string name)
    {
        ImmutableDictionary<string, double>.Builder numbers = ImmutableDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        if (element.TryGetProperty(name, out JsonElement values) && values.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty value in values.EnumerateObject())
            {
                if (NumberOf(value.Value) is { } number)
                {
                    numbers[value.Name] = number;
                }
            }
        }

        return numbers.ToImmutable();
    }

    /// <summary>A number that was sent as text, or as itself; null for what is none, or below 0.</summary>
    /// <param name="value">The value.</param>
    public static double? NumberOf(JsonElement value)
    {
        string? text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) && number >= 0 ? number : null;
    }
}
