using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.Sources.Pipeline;

namespace Kiali.Tracing.Sources.Prometheus;

/// <summary>Asks Prometheus's HTTP API, which Thanos, Mimir and VictoriaMetrics speak, too.</summary>
/// <remarks>
/// Long questions are posted as a form; a server that refuses that gets them in the address. Steps are sent as whole milliseconds with their unit: a number of
/// seconds with a fraction is cut to one millisecond less by Prometheus's own arithmetic in one case of forty.
/// </remarks>
internal sealed class PrometheusApi(SourcePipeline pipeline, PrometheusOptions options)
{
    private bool _refusesForms;

    /// <summary>The source's URI.</summary>
    public string Uri => pipeline.Uri;

    /// <summary>The clock.</summary>
    public TimeProvider Clock => pipeline.Clock;

    /// <summary>How the server is asked.</summary>
    public PrometheusOptions Options => options;

    /// <summary>Evaluates an expression at one moment.</summary>
    /// <param name="operation">What is wanted, for errors.</param>
    /// <param name="expression">The expression.</param>
    /// <param name="unixMillis">The moment.</param>
    /// <param name="ofUser">Whether a user wrote it: what the server refuses is then an <see cref="ArgumentException"/>, and the data is kept as it came.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The values.</returns>
    public Task<PrometheusReply<PrometheusValues>> QueryAsync(
        string operation, string expression, long unixMillis, bool ofUser, CancellationToken cancellationToken)
        => AskAsync(
            operation, "api/v1/query", [("query", expression), ("time", PromQlText.Seconds(unixMillis))], PrometheusJson.Values, ofUser, cancellationToken);

    /// <summary>Evaluates an expression at many moments, in parts where there are more than the server answers at once.</summary>
    /// <param name="operation">What is wanted, for errors.</param>
    /// <param name="expression">The expression.</param>
    /// <param name="times">The moments.</param>
    /// <param name="ofUser">As of <see cref="QueryAsync"/>.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The values of each part, in the order of time.</returns>
    /// <exception cref="ArgumentException">There are more moments than may be asked at all.</exception>
    public async Task<ImmutableArray<PrometheusReply<PrometheusValues>>> QueryRangeAsync(
        string operation, string expression, EvaluationTimes times, bool ofUser, CancellationToken cancellationToken)
    {
        ImmutableArray<EvaluationTimes> parts = PartsOf(times);
        PrometheusReply<PrometheusValues>[] replies = new PrometheusReply<PrometheusValues>[parts.Length];
        int done = 0;

        // Few at a time: a part that waits for its turn would use up its deadline.
        ParallelOptions few = new() { MaxDegreeOfParallelism = Math.Max(1, pipeline.MostAtOnce / 2), CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, parts.Length, few, async (index, token) =>
        {
            EvaluationTimes part = parts[index];
            replies[index] = await AskAsync(
                operation,
                "api/v1/query_range",
                [
                    ("query", expression),
                    ("start", PromQlText.Seconds(part.StartUnixMillis)),
                    ("end", PromQlText.Seconds(part.EndUnixMillis)),
                    ("step", PromQlText.Duration(part.StepMillis)),
                ],
                PrometheusJson.Values,
                ofUser,
                token).ConfigureAwait(false);
            if (parts.Length > 1)
            {
                pipeline.Report(new SourceProgress(operation, Interlocked.Increment(ref done), parts.Length, "parts"));
            }
        }).ConfigureAwait(false);
        return ImmutableArray.Create(replies);
    }

    /// <summary>Refuses a range of more moments than may be asked in all.</summary>
    /// <param name="times">The moments.</param>
    /// <exception cref="ArgumentException">There are too many.</exception>
    public void RefuseTooMany(EvaluationTimes times)
    {
        long count = ((times.EndUnixMillis - times.StartUnixMillis) / times.StepMillis) + 1;
        if (count > options.MostPointsInAll)
        {
            throw new ArgumentException(
                $"{Formatting.NumberText.Count(count)} points are too many; at most {Formatting.NumberText.Count(options.MostPointsInAll)} are asked for: take a longer step or a shorter window.");
        }
    }

    /// <summary>Asks anything.</summary>
    /// <typeparam name="T">What the data becomes.</typeparam>
    /// <param name="operation">What is wanted, for errors.</param>
    /// <param name="path">The path below the server's own.</param>
    /// <param name="parameters">The parameters, not escaped.</param>
    /// <param name="read">Reads the data.</param>
    /// <param name="ofUser">As of <see cref="QueryAsync"/>.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>What was read.</returns>
    public async Task<PrometheusReply<T>> AskAsync<T>(
        string operation,
        string path,
        ImmutableArray<(string Name, string Value)> parameters,
        Func<JsonElement, T> read,
        bool ofUser,
        CancellationToken cancellationToken)
    {
        string form = string.Join('&', parameters.Select(parameter => $"{parameter.Name}={System.Uri.EscapeDataString(parameter.Value)}"));
        if (form.Length > options.LongestAddress && !_refusesForms)
        {
            SourceRequest post = new(operation, path)
            {
                Method = HttpMethod.Post,
                Body = () => new FormUrlEncodedContent(parameters.Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value))),
                Accepts = status => status == HttpStatusCode.MethodNotAllowed || Refuses(status, ofUser),
            };
            if (await SendAsync(post, read, ofUser, cancellationToken).ConfigureAwait(false) is { } posted)
            {
                return posted;
            }

            _refusesForms = true;
        }

        SourceRequest get = new(operation, form.Length == 0 ? path : $"{path}?{form}") { Accepts = status => Refuses(status, ofUser) };
        return (await SendAsync(get, read, ofUser, cancellationToken).ConfigureAwait(false))!;
    }

    /// <summary>Asks what not every server knows.</summary>
    /// <typeparam name="T">What the data becomes.</typeparam>
    /// <param name="operation">What is wanted, for errors.</param>
    /// <param name="path">The path below the server's own, with its query, escaped.</param>
    /// <param name="read">Reads the data.</param>
    /// <param name="absent">The answer of a server that does not know the path.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>What was read.</returns>
    public async Task<PrometheusReply<T>> AskIfKnownAsync<T>(string operation, string path, Func<JsonElement, T> read, T absent, CancellationToken cancellationToken)
    {
        SourceRequest get = new(operation, path) { Accepts = IsUnknown };
        return await SendAsync(get, read, ofUser: false, cancellationToken).ConfigureAwait(false) ?? new PrometheusReply<T>(absent, string.Empty, true, []);
    }

    private static bool IsUnknown(HttpStatusCode status) => status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented;

    private static bool Refuses(HttpStatusCode status, bool ofUser) => ofUser && status is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity;

    private Task<PrometheusReply<T>?> SendAsync<T>(SourceRequest request, Func<JsonElement, T> read, bool ofUser, CancellationToken cancellationToken)
        => pipeline.SendAsync<PrometheusReply<T>?>(
            request,
            async (reply, token) =>
            {
                if (IsUnknown(reply.Status))
                {
                    return null;
                }

                using JsonDocument document = await JsonDocument.ParseAsync(reply.Body, default, token).ConfigureAwait(false);
                return PrometheusJson.Checked(() => ReplyOf(document.RootElement, request.Operation, read, ofUser));
            },
            cancellationToken);

    private PrometheusReply<T> ReplyOf<T>(JsonElement root, string operation, Func<JsonElement, T> read, bool ofUser)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("data", out JsonElement data) || PrometheusJson.OptionalText(root, "status") != "success")
        {
            throw Failure(root, operation, ofUser);
        }

        ImmutableArray<Warning>.Builder warnings = ImmutableArray.CreateBuilder<Warning>();
        ImmutableArray<string> said = PrometheusJson.Texts(root, "warnings");
        warnings.AddRange(said.Concat(PrometheusJson.Texts(root, "infos")).Select(text => new Warning("server-warning", pipeline.WithoutSecrets(SourceFailure.OneLine(text)) + ".", 1, Uri)));

        // What PromQL says about an expression is advice; other warnings tell of stores that did not answer.
        bool complete = said.All(text => text.StartsWith("PromQL ", StringComparison.Ordinal));
        if (root.TryGetProperty("isPartial", out JsonElement partial) && partial.ValueKind == JsonValueKind.True)
        {
            warnings.Add(new Warning("partial", "The server says that its answer lacks a part of its data.", 1, Uri));
            complete = false;
        }

        return new PrometheusReply<T>(read(data), ofUser ? data.GetRawText() : string.Empty, complete, warnings.ToImmutable());
    }

    private Exception Failure(JsonElement root, string operation, bool ofUser)
    {
        string? error = PrometheusJson.OptionalText(root, "error");
        string? kind = PrometheusJson.OptionalText(root, "errorType");
        if (error is null)
        {
            return new InvalidDataException("it is JSON, but not of Prometheus's API");
        }

        string said = pipeline.WithoutSecrets(SourceFailure.OneLine(error));
        bool isLate = kind is "timeout" or "canceled";
        return ofUser && !isLate
            ? new ArgumentException($"{Uri} refuses the query: {said}.")
            : new SourceException(Uri, operation, $"{Uri}: {operation}: \"{said}\"; {(isLate ? "ask for less, for instance a shorter window" : "the server refused the question")}.", isLate);
    }

    private ImmutableArray<EvaluationTimes> PartsOf(EvaluationTimes times)
    {
        RefuseTooMany(times);
        ImmutableArray<EvaluationTimes>.Builder parts = ImmutableArray.CreateBuilder<EvaluationTimes>();
        for (int first = 0; first < times.Count; first += options.MostPoints)
        {
            parts.Add(times with { StartUnixMillis = times[first], EndUnixMillis = times[Math.Min(first + options.MostPoints, times.Count) - 1] });
        }

        return parts.ToImmutable();
    }
}
