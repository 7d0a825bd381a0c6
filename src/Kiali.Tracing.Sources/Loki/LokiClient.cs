using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Kiali.Tracing.Sources.Pipeline;

namespace Kiali.Tracing.Sources.Loki;

/// <summary>Asks a Loki over its HTTP API.</summary>
/// <param name="pipeline">The way to it.</param>
internal sealed class LokiClient(SourcePipeline pipeline)
{
    private const string FindLines = "find log lines";
    private const string Flags = "X-Loki-Response-Encoding-Flags";
    private const string Categorize = "categorize-labels";

    /// <summary>Asks for lines.</summary>
    /// <param name="query">Which ones, in LogQL.</param>
    /// <param name="window">When; start inclusive, end exclusive.</param>
    /// <param name="limit">At most so many: the newest, or the oldest when forward.</param>
    /// <param name="forward">Whether the oldest are wanted.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The lines.</returns>
    /// <exception cref="LokiRefusedException">Loki refuses the question.</exception>
    /// <exception cref="SourceException">There is no answer.</exception>
    public Task<LokiPage> QueryAsync(string query, TimeRange window, int limit, bool forward, CancellationToken cancellationToken)
        => AskAsync(
            FindLines,
            string.Create(
                CultureInfo.InvariantCulture,
                $"loki/api/v1/query_range?query={Uri.EscapeDataString(query)}&{Range(window)}&limit={limit}&direction={(forward ? "forward" : "backward")}"),
            (body, token) => LokiJson.ReadPageAsync(body, forward, token),
            cancellationToken);

    /// <summary>Asks which labels there are.</summary>
    /// <param name="window">When; Loki may take it more widely.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Their names.</returns>
    /// <exception cref="LokiRefusedException">Loki refuses the question.</exception>
    /// <exception cref="SourceException">There is no answer.</exception>
    public Task<ImmutableArray<string>> GetLabelsAsync(TimeRange window, CancellationToken cancellationToken)
        => AskAsync("list the labels", $"loki/api/v1/labels?{Range(window)}", LokiJson.ReadNamesAsync, cancellationToken);

    /// <summary>Asks for the values of a label.</summary>
    /// <param name="label">The label.</param>
    /// <param name="window">When; Loki may take it more widely.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The values.</returns>
    /// <exception cref="LokiRefusedException">Loki refuses the question.</exception>
    /// <exception cref="SourceException">There is no answer.</exception>
    public Task<ImmutableArray<string>> GetValuesAsync(string label, TimeRange window, CancellationToken cancellationToken)
        => AskAsync("list a label's values", $"loki/api/v1/label/{Uri.EscapeDataString(label)}/values?{Range(window)}", LokiJson.ReadNamesAsync, cancellationToken);

    /// <summary>Asks for the version.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The version; null when Loki does not say, as behind some gateways.</returns>
    /// <exception cref="SourceException">There is no answer.</exception>
    public Task<string?> GetVersionAsync(CancellationToken cancellationToken)
        => pipeline.SendAsync(
            new SourceRequest("ask for the version", "loki/api/v1/status/buildinfo") { Accepts = status => status == HttpStatusCode.NotFound },
            async (reply, token) => reply.Status == HttpStatusCode.NotFound ? null : await LokiJson.ReadVersionAsync(reply.Body, token).ConfigureAwait(false),
            cancellationToken);

    private static string Range(TimeRange window) => string.Create(CultureInfo.InvariantCulture, $"start={window.StartUnixNano}&end={window.EndUnixNano}");

    private Task<T> AskAsync<T>(string operation, string path, Func<Stream, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
        => pipeline.SendAsync(
            new SourceRequest(operation, path) { Accepts = IsRefusal, Headers = [new(Flags, Categorize)] },
            async (reply, token) => IsRefusal(reply.Status)
                ? throw RefusalOf(operation, reply.Status, await reply.ReadErrorAsync(token).ConfigureAwait(false))
                : await read(reply.Body, token).ConfigureAwait(false),
            cancellationToken);

    private static bool IsRefusal(HttpStatusCode status) => (int)status is 400 or 401 or 413 or 422 or 500 or 504;

    private LokiRefusedException RefusalOf(string operation, HttpStatusCode status, string said)
    {
        SourceException failure = said.Contains("no org id", StringComparison.OrdinalIgnoreCase)
            ? new SourceException(
                pipeline.Uri,
                operation,
                string.Create(CultureInfo.InvariantCulture, $"{pipeline.Uri}: {operation}: status {(int)status} (\"{said}\"); this Loki has tenants: name one with --header X-Scope-OrgID=NAME."))
            : SourceFailure.OfStatus(pipeline.Uri, operation, status, said);
        return new LokiRefusedException(failure, said, (int)status is 413 or 504);
    }
}
