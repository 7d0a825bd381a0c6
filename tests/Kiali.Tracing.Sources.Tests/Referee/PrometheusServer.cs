using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Sources.Tests.Referee;

/// <summary>A real Prometheus on loopback that holds given samples, scrapes nothing, and ends with the test.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly HttpClient _client;
    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private PrometheusServer(HttpClient client, Process process, DirectoryInfo folder)
    {
        _client = client;
        _process = process;
        _folder = folder;
    }

    /// <summary>Backfills the samples and starts the server.</summary>
    /// <param name="writeSamples">Writes OpenMetrics text with timestamps to the path it is given.</param>
    public static async Task<PrometheusServer> StartAsync(Func<string, Task> writeSamples)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("kiali-tracing-referee-");
        string samples = Path.Combine(folder.FullName, "samples.om");
        string data = Path.Combine(folder.FullName, "data");
        string config = Path.Combine(folder.FullName, "prometheus.yml");
        await writeSamples(samples);
        await File.WriteAllTextAsync(config, "global: {}\n");
        await RunAsync(PrometheusTools.Tool!, "tsdb", "create-blocks-from", "openmetrics", samples, data);

        int port = FreePort();
        Process process = Start(
            PrometheusTools.Server!,
            $"--config.file={config}",
            $"--storage.tsdb.path={data}",
            "--storage.tsdb.retention.time=100y",
            string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{port}"),
            "--query.max-samples=500000000",
            "--log.level=error");
        HttpClient client = new(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")),
        };
        PrometheusServer server = new(client, process, folder);
        try
        {
            await server.WaitUntilReadyAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The values of an expression at a moment, by their labels; NaN is a value.</summary>
    public async Task<Dictionary<LabelSet, double>> AskAsync(string expression, long unixMillis)
    {
        using JsonDocument answer = await PostAsync("api/v1/query", ("query", expression), ("time", Seconds(unixMillis)));
        return answer.RootElement.GetProperty("data").GetProperty("result").EnumerateArray()
            .ToDictionary(LabelsOf, item => Number(item.GetProperty("value")[1].GetString()!));
    }

    /// <summary>The values of an expression at many moments, by their labels and Unix milliseconds.</summary>
    public async Task<Dictionary<LabelSet, Dictionary<long, double>>> AskRangeAsync(string expression, EvaluationTimes times)
    {
        using JsonDocument answer = await PostAsync(
            "api/v1/query_range",
            ("query", expression),
            ("start", Seconds(times.StartUnixMillis)),
            ("end", Seconds(times.EndUnixMillis)),
            ("step", Seconds(times.StepMillis)));
        return answer.RootElement.GetProperty("data").GetProperty("result").EnumerateArray().ToDictionary(
            LabelsOf,
            item => item.GetProperty("values").EnumerateArray().ToDictionary(
                point => (long)Math.Round(point[0].GetDouble() * 1000), point => Number(point[1].GetString()!)));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _client.Dispose();
        _folder.Delete(recursive: true);
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

    private async Task<JsonDocument> PostAsync(string path, params (string Name, string Value)[] form)
    {
        using FormUrlEncodedContent content = new(form.Select(item => KeyValuePair.Create(item.Name, item.Value)));
        using HttpResponseMessage response = await _client.PostAsync(new Uri(path, UriKind.Relative), content);
        string body = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? JsonDocument.Parse(body)
            : throw new InvalidOperationException($"Prometheus refused {form[0].Value}: {body}");
    }

    private async Task WaitUntilReadyAsync()
    {
        Stopwatch waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using HttpResponseMessage response = await _client.GetAsync(new Uri("-/ready", UriKind.Relative));
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                // It does not listen yet.
            }

            if (_process.HasExited || waited.Elapsed > Deadline)
            {
                throw new InvalidOperationException($"Prometheus was not ready after {waited.Elapsed.TotalSeconds:0} s.");
            }

            await Task.Delay(20);
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Process Start(string file, params string[] arguments)
    {
        ProcessStartInfo start = new(file) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    private static async Task RunAsync(string file, params string[] arguments)
    {
        using Process process = Start(file, arguments);
        string errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{Path.GetFileName(file)} failed: {errors}");
        }
    }
}
