using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.Sources;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Kiali.Tracing.TestKit.StandIns;

/// <summary>Answers as Prometheus's HTTP API does, of the samples of a source of metrics; it refuses what the real one refuses, in its words.</summary>
/// <param name="metrics">What holds the samples.</param>
public sealed class PrometheusStandIn(IMetricSource metrics)
{
    private const int MostPoints = 11_000;

    private readonly PromQlSubset _language = new(metrics);

    /// <summary>The path it is served under, without a slash at its end; default none.</summary>
    public string BasePath { get; init; } = string.Empty;

    /// <summary>Whether forms are refused with 405, as by some gateways. Default no.</summary>
    public bool RefusesForms { get; init; }

    /// <summary>What it warns of in each answer.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>What it notes in each answer.</summary>
    public ImmutableArray<string> Infos { get; init; } = [];

    /// <summary>Answers.</summary>
    /// <param name="context">The request.</param>
    public async Task AnswerAsync(HttpContext context)
    {
        bool isForm = HttpMethods.IsPost(context.Request.Method);
        if (isForm && RefusesForms)
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        Dictionary<string, StringValues> parameters = isForm
            ? (await context.Request.ReadFormAsync()).ToDictionary()
            : context.Request.Query.ToDictionary();
        string path = context.Request.Path.Value ?? string.Empty;
        Task answer = !path.StartsWith(BasePath, StringComparison.Ordinal) ? StandInServer.Refuse(context) : path[BasePath.Length..] switch
        {
            "/api/v1/query" => QueryAsync(context, parameters),
            "/api/v1/query_range" => QueryRangeAsync(context, parameters),
            "/api/v1/series" => SeriesAsync(context, parameters),
            "/api/v1/status/buildinfo" => WriteAsync(context, json => json.WriteRawValue("""{"version":"3.5.0","revision":"0","branch":"HEAD","goVersion":"go1.24"}""")),
            _ => StandInServer.Refuse(context),
        };
        await answer;
    }

    private static string Of(Dictionary<string, StringValues> parameters, string name) => parameters.GetValueOrDefault(name).ToString();

    private static bool TryMillis(string text, out long millis)
    {
        bool isSeconds = decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal seconds);
        millis = isSeconds ? (long)(seconds * 1000) : 0;
        return isSeconds;
    }

    private async Task QueryAsync(HttpContext context, Dictionary<string, StringValues> parameters)
    {
        if (!TryMillis(Of(parameters, "time"), out long time))
        {
            await RefuseAsync(context, 400, "bad_data", $"invalid parameter \"time\": cannot parse \"{Of(parameters, "time")}\" to a valid timestamp");
            return;
        }

        await EvaluateAsync(context, Of(parameters, "query"), EvaluationTimes.At(time), isRange: false);
    }

    private async Task QueryRangeAsync(HttpContext context, Dictionary<string, StringValues> parameters)
    {
        string step = Of(parameters, "step");
        bool isMillis = step.EndsWith("ms", StringComparison.Ordinal);
        bool isStep = TryMillis(isMillis ? step[..^2] : step, out long stepMillis);
        stepMillis = isMillis ? stepMillis / 1000 : stepMillis;
        if (!TryMillis(Of(parameters, "start"), out long start) || !TryMillis(Of(parameters, "end"), out long end) || !isStep)
        {
            await RefuseAsync(context, 400, "bad_data", "invalid parameter \"start\": cannot parse \"\" to a valid timestamp");
        }
        else if (end < start)
        {
            await RefuseAsync(context, 400, "bad_data", "invalid parameter \"end\": end timestamp must not be before start time");
        }
        else if (stepMillis <= 0)
        {
            await RefuseAsync(context, 400, "bad_data", "invalid parameter \"step\": zero or negative query resolution step widths are not accepted. Try a positive integer");
        }
        else if ((end - start) / stepMillis > MostPoints)
        {
            await RefuseAsync(context, 400, "bad_data", "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)");
        }
        else
        {
            await EvaluateAsync(context, Of(parameters, "query"), new EvaluationTimes(start, end, stepMillis), isRange: true);
        }
    }

    private async Task EvaluateAsync(HttpContext context, string expression, EvaluationTimes times, bool isRange)
    {
        if (expression.Length == 0 || expression.Count(symbol => symbol == '(') != expression.Count(symbol => symbol == ')'))
        {
            await RefuseAsync(context, 400, "bad_data", "invalid parameter \"query\": 1:5: parse error: unclosed left parenthesis");
            return;
        }

        if (await _language.EvaluateAsync(expression, times) is not { } series)
        {
            await StandInServer.Refuse(context);
            return;
        }

        await WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteString("resultType", isRange ? "matrix" : "vector");
            json.WriteStartArray("result");
            foreach (MetricSeries item in series)
            {
                Write(json, item, isRange);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private async Task SeriesAsync(HttpContext context, Dictionary<string, StringValues> parameters)
    {
        string[] selectors = [.. parameters.GetValueOrDefault("match[]").OfType<string>()];
        if (selectors.Length == 0)
        {
            await RefuseAsync(context, 400, "bad_data", "no match[] parameter provided");
            return;
        }

        TryMillis(Of(parameters, "end"), out long end);
        bool any = false;
        foreach (string selector in selectors)
        {
            any |= await _language.MatchesAnyAsync(selector, end);
        }

        await WriteAsync(context, json => json.WriteRawValue(any ? """[{"__name__":"some"}]""" : "[]"));
    }

    private static void Write(Utf8JsonWriter json, MetricSeries series, bool isRange)
    {
        json.WriteStartObject();
        json.WriteStartObject("metric");
        foreach (Label label in series.Labels)
        {
            json.WriteString(label.Name, label.Value);
        }

        json.WriteEndObject();
        if (isRange)
        {
            json.WriteStartArray("values");
            foreach (MetricPoint point in series.Points)
            {
                Write(json, point);
            }

            json.WriteEndArray();
        }
        else
        {
            json.WritePropertyName("value");
            Write(json, series.Points[0]);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, MetricPoint point)
    {
        json.WriteStartArray();
        json.WriteNumberValue(point.UnixMillis / 1000m);
        json.WriteStringValue(point.Value switch
        {
            double.PositiveInfinity => "+Inf",
            double.NegativeInfinity => "-Inf",
            _ => point.Value.ToString("R", CultureInfo.InvariantCulture),
        });
        json.WriteEndArray();
    }

    private static async Task RefuseAsync(HttpContext context, int status, string errorType, string error)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(JsonSerializer.Serialize(new Dictionary<string, string> { ["status"] = "error", ["errorType"] = errorType, ["error"] = error }));
    }

    private async Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> writeData)
    {
        context.Response.ContentType = "application/json";
        using MemoryStream body = new();
        using (Utf8JsonWriter json = new(body))
        {
            json.WriteStartObject();
            json.WriteString("status", "success");
            json.WritePropertyName("data");
            writeData(json);
            foreach ((string name, ImmutableArray<string> texts) in new[] { ("warnings", Warnings), ("infos", Infos) })
            {
                if (!texts.IsEmpty)
                {
                    json.WriteStartArray(name);
                    foreach (string text in texts)
                    {
                        json.WriteStringValue(text);
                    }

                    json.WriteEndArray();
                }
            }

            json.WriteEndObject();
        }

        await context.Response.Body.WriteAsync(body.ToArray());
    }
}
