using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Kiali.Tracing.Sources.Pipeline;

namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>Asks a Jaeger by api_v3 over HTTP, which answers with OTLP JSON in the dialects of 1.x and 2.x.</summary>
/// <remarks>
/// 1.x knows parameters in snake_case only and the limit as <c>num_traces</c>; 2.x names them in camelCase and will forget the others. Each ignores what it does not know, so both
/// are sent. Attributes are ignored by 1.x and by early 2.x, so traces are always filtered here, too.
/// </remarks>
internal sealed class JaegerHttpV3(SourcePipeline pipeline) : IJaegerWire
{
    private readonly JaegerHttpAnswers _answers = new(pipeline);

    /// <inheritdoc/>
    public string Name => "HTTP api_v3";

    /// <inheritdoc/>
    public async Task<JaegerBatch> FindAsync(JaegerSearch search, CancellationToken cancellationToken)
        => Counted(await _answers.GetTracesAsync("find traces", PathOf(search), cancellationToken).ConfigureAwait(false) ?? JaegerBatch.Empty(pipeline.Uri));

    /// <inheritdoc/>
    public async Task<JaegerBatch?> GetAsync(TraceId traceId, CancellationToken cancellationToken)
        => await _answers.GetTracesAsync("get a trace", "api/v3/traces/" + traceId, cancellationToken).ConfigureAwait(false) is { Columns.Count: > 0 } batch
            ? Counted(batch)
            : null;

    /// <inheritdoc/>
    public Task<ImmutableArray<string>> GetServicesAsync(CancellationToken cancellationToken)
        => _answers.GetNamesAsync("list services", "api/v3/services", "services", cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<string>> GetOperationsAsync(string service, CancellationToken cancellationToken)
        => _answers.GetNamesAsync("list operations", "api/v3/operations?service=" + Uri.EscapeDataString(service), "operations", cancellationToken);

    private static string PathOf(JaegerSearch search)
    {
        string depth = search.Depth.ToString(CultureInfo.InvariantCulture);
        List<string> parameters = ["query.num_traces=" + depth];
        Add("service_name", "serviceName", search.Service);
        Add("operation_name", "operationName", search.Operation);
        Add("start_time_min", "startTimeMin", UnixTime.ToRfc3339(search.Range.StartUnixNano));
        Add("start_time_max", "startTimeMax", UnixTime.ToRfc3339(search.Range.EndUnixNano));
        Add("duration_min", "durationMin", search.MinDuration is { } least ? JaegerTime.ToGoDuration(least) : null);
        Add("duration_max", "durationMax", search.MaxDuration is { } most ? JaegerTime.ToGoDuration(most) : null);
        Add("search_depth", "searchDepth", depth);
        if (!search.Attributes.IsEmpty)
        {
            parameters.Add("query.attributes=" + Uri.EscapeDataString(JsonSerializer.Serialize(search.Attributes.ToDictionary())));
        }

        return "api/v3/traces?" + string.Join('&', parameters);

        void Add(string old, string current, string? value)
        {
            if (value is not null)
            {
                string escaped = Uri.EscapeDataString(value);
                parameters.Add($"query.{old}={escaped}");
                parameters.Add($"query.{current}={escaped}");
            }
        }
    }

    private static JaegerBatch Counted(JaegerBatch batch)
    {
        JaegerWarningAttributes.Count(batch.Columns, batch.Tally);
        return batch;
    }
}
