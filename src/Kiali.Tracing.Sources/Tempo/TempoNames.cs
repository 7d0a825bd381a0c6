using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Sources.Pipeline;

namespace Kiali.Tracing.Sources.Tempo;

/// <summary>Lists names of services and operations: the values of a tag, from <c>/api/v2/search/tag</c>, or from <c>/api/search/tag</c> where that does not exist.</summary>
/// <param name="pipeline">Where HTTP is asked.</param>
/// <param name="isHttp2">Whether the port is gRPC's, so that HTTP/2 is spoken there.</param>
/// <param name="options">How far back.</param>
internal sealed class TempoNames(SourcePipeline pipeline, bool isHttp2, TempoOptions options)
{
    private const string Operation = "list names";

    /// <summary>The services.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Their names.</returns>
    public Task<Answer<ImmutableArray<string>>> GetServicesAsync(CancellationToken cancellationToken)
        => ListAsync("resource." + OpenTelemetryAttributes.ServiceName, null, OpenTelemetryAttributes.ServiceName, cancellationToken);

    /// <summary>The names of a service's spans.</summary>
    /// <param name="service">The service.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The names; of all services, which is said, where Tempo cannot tell them apart.</returns>
    public Task<Answer<ImmutableArray<string>>> GetOperationsAsync(string service, CancellationToken cancellationToken)
        => ListAsync("name", $"{{ {TraceQlConditions.OfService(service)} }}", "name", cancellationToken);

    private async Task<Answer<ImmutableArray<string>>> ListAsync(string tag, string? filter, string oldTag, CancellationToken cancellationToken)
    {
        long now = UnixTime.ToUnixNano(pipeline.Clock.GetUtcNow());
        (long start, long end) = TempoMapping.SecondsOf(new TimeRange(Math.Max(0, now - UnixTime.ToNanos(options.NamesLookBack)), now));
        string window = string.Create(CultureInfo.InvariantCulture, $"start={start}&end={end}");
        string path = $"api/v2/search/tag/{tag}/values?{window}" + (filter is null ? string.Empty : $"&q={Uri.EscapeDataString(filter)}");
        if (await AskAsync(path, HttpStatusCode.NotFound, cancellationToken).ConfigureAwait(false) is { } values)
        {
            return Answer.Whole(Ordered(values));
        }

        values = (await AskAsync($"api/search/tag/{oldTag}/values?{window}", null, cancellationToken).ConfigureAwait(false))!;
        return filter is null
            ? Answer.Whole(Ordered(values))
            : Answer.Partial(
                Ordered(values),
                [new Warning("unfiltered-names", "This version of Tempo cannot tell one service's operations from another's: those of all services are listed.", 1, pipeline.Uri)]);
    }

    private Task<string[]?> AskAsync(string path, HttpStatusCode? missing, CancellationToken cancellationToken) => pipeline.SendAsync<string[]?>(
        new SourceRequest(Operation, path) { IsHttp2 = isHttp2, Accepts = status => status == missing },
        async (reply, token) => reply.Status == missing ? null : [.. TempoJson.ReadTagValues(await TempoBody.ReadAsync(reply, token).ConfigureAwait(false))],
        cancellationToken);

    private static ImmutableArray<string> Ordered(string[] names)
        => [.. names.Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
