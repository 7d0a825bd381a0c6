using System.Globalization;
using System.Text.Json;
using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.TestKit.Peers;

/// <summary>A real server of Prometheus's API, asked without any code of ours between.</summary>
public abstract class PromQlPeer : IAsyncDisposable
{
    private readonly PeerProcess _process;

    private protected PromQlPeer(PeerProcess process)
    {
        _process = process;
    }

    /// <summary>The URI by which the tool opens it.</summary>
    public string Uri => "prometheus+" + _process.Client.BaseAddress!.ToString().TrimEnd('/');

    /// <summary>Its HTTP address.</summary>
    public Uri Address => _process.Client.BaseAddress!;

    private protected HttpClient Client => _process.Client;

    /// <summary>The values of an expression at a moment, by their labels; NaN is a value.</summary>
    public async Task<Dictionary<LabelSet, double>> AskAsync(string expression, long unixMillis)
        => (await DataAsync("api/v1/query", ("query", expression), ("time", Seconds(unixMillis)))).GetProperty("result").EnumerateArray()
            .ToDictionary(LabelsOf, item => Number(item.GetProperty("value")[1].GetString()!));

    /// <summary>The values of an expression at many moments, by their labels and Unix milliseconds.</summary>
    public async Task<Dictionary<LabelSet, Dictionary<long, double>>> AskRangeAsync(string expression, EvaluationTimes times)
        => (await DataAsync(
            "api/v1/query_range",
            ("query", expression),
            ("start", Seconds(times.StartUnixMillis)),
            ("end", Seconds(times.EndUnixMillis)),
            ("step", string.Create(CultureInfo.InvariantCulture, $"{times.StepMillis}ms")))).GetProperty("result").EnumerateArray().ToDictionary(
                LabelsOf,
                item => item.GetProperty("values").EnumerateArray().ToDictionary(
                    point => (long)Math.Round(point[0].GetDouble() * 1000), point => Number(point[1].GetString()!)));

    /// <summary>The <c>data</c> of any question, posted as a form.</summary>
    public async Task<JsonElement> DataAsync(string path, params (string Name, string Value)[] form)
    {
        using FormUrlEncodedContent content = new(form.Select(item => KeyValuePair.Create(item.Name, item.Value)));
        using HttpResponseMessage response = await _process.Client.PostAsync(new Uri(path, UriKind.Relative), content);
        string body = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"The server refused {form[0].Value}: {body}");
        }

        using JsonDocument document = JsonDocument.Parse(body);
        return document.RootElement.GetProperty("data").Clone();
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private static LabelSet LabelsOf(JsonElement item) => LabelSet.Create(item.GetProperty("metric").EnumerateObject()
        .Where(label => label.Name != "__name__").Select(label => new Label(label.Name, label.Value.GetString()!)));

    private static double Number(string text) => text switch
    {
        "NaN" => double.NaN,
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    private static string Seconds(long millis) => (millis / 1000m).ToString("0.000", CultureInfo.InvariantCulture);
}
