using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Kiali.Tracing.Sources.Pipeline;

namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>Asks a Jaeger by the HTTP JSON API of its own page, which all versions have.</summary>
internal sealed class JaegerHttp(SourcePipeline pipeline) : IJaegerWire
{
    private const long NanosPerMicro = 1000;

    private readonly JaegerHttpAnswers _answers = new(pipeline);

    /// <inheritdoc/>
    public string Name => "HTTP API";

    /// <inheritdoc/>
    public async Task<JaegerBatch> FindAsync(JaegerSearch search, CancellationToken cancellationToken)
        => await _answers.GetTracesAsync("find traces", PathOf(search), cancellationToken).ConfigureAwait(false) ?? JaegerBatch.Empty(pipeline.Uri);

    /// <inheritdoc/>
    public async Task<JaegerBatch?> GetAsync(TraceId traceId, CancellationToken cancellationToken)
    {
        // Jaeger takes either spelling; servers that speak its API and keep ids as text know one.
        string digits = traceId.ToString();
        if (traceId.High == 0 && await GetAsync(digits[16..], cancellationToken).ConfigureAwait(false) is { } batch)
        {
            return batch;
        }

        return await GetAsync(digits, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<string>> GetServicesAsync(CancellationToken cancellationToken)
        => _answers.GetNamesAsync("list services", "api/services", "data", cancellationToken);

    /// <inheritdoc/>
    public async Task<ImmutableArray<string>> GetOperationsAsync(string service, CancellationToken cancellationToken)
    {
        string name = Uri.EscapeDataString(service);
        try
        {
            return await _answers.GetNamesAsync("list operations", "api/operations?service=" + name, "data", cancellationToken).ConfigureAwait(false);
        }
        catch (MissingApiException)
        {
            return await _answers.GetNamesAsync("list operations", $"api/services/{name}/operations", "data", cancellationToken).ConfigureAwait(false);
        }
    }

    private static string PathOf(JaegerSearch search)
    {
        // Microseconds: the start is rounded down and the end up, so that the range holds what was asked for.
        long start = Math.DivRem(search.Range.StartUnixNano, NanosPerMicro, out long before);
        long end = Math.DivRem(search.Range.EndUnixNano, NanosPerMicro, out long after);
        List<string> parameters =
        [
            "service=" + Uri.EscapeDataString(search.Service),
            string.Create(CultureInfo.InvariantCulture, $"start={(before < 0 ? start - 1 : start)}"),
            string.Create(CultureInfo.InvariantCulture, $"end={(after > 0 ? end + 1 : end)}"),
            string.Create(CultureInfo.InvariantCulture, $"limit={search.Depth}"),
        ];
        if (search.Operation is { } operation)
        {
            parameters.Add("operation=" + Uri.EscapeDataString(operation));
        }

        if (search.MinDuration is { } least)
        {
            parameters.Add("minDuration=" + JaegerTime.ToGoDuration(least));
        }

        if (search.MaxDuration is { } most)
        {
            parameters.Add("maxDuration=" + JaegerTime.ToGoDuration(most));
        }

        if (!search.Attributes.IsEmpty)
        {
            parameters.Add("tags=" + Uri.EscapeDataString(JsonSerializer.Serialize(search.Attributes.ToDictionary())));
        }

        return "api/traces?" + string.Join('&', parameters);
    }

    private async Task<JaegerBatch?> GetAsync(string digits, CancellationToken cancellationToken)
    {
        try
        {
            JaegerBatch? batch = await _answers.GetTracesAsync("get a trace", "api/traces/" + digits, cancellationToken).ConfigureAwait(false);
            return batch is { Columns.Count: 0, Tally.Incomplete: false } ? null : batch;
        }
        catch (MissingApiException)
        {
            // A server that only speaks Jaeger's API may word "not found" otherwise; whether it has the API is told by a question that always has an answer.
            await GetServicesAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }
    }
}
