namespace Kiali.Tracing.TestKit.Peers;

/// <summary>A real VictoriaMetrics on loopback that holds given samples and ends with the test: another server of Prometheus's API, with an engine of its own.</summary>
public sealed class VictoriaMetricsServer : PromQlPeer
{
    private VictoriaMetricsServer(PeerProcess process)
        : base(process)
    {
    }

    /// <summary>Starts the server and gives it samples.</summary>
    /// <param name="openMetrics">The samples: OpenMetrics text with timestamps in seconds.</param>
    public static async Task<VictoriaMetricsServer> StartAsync(Stream openMetrics)
    {
        DirectoryInfo folder = PeerProcess.CreateFolder();
        VictoriaMetricsServer server = new(await PeerProcess.StartAsync(PeerTools.VictoriaMetrics!, folder, "health", authority =>
        [
            $"-httpListenAddr={authority}",
            $"-storageDataPath={Path.Combine(folder.FullName, "data")}",
            "-retentionPeriod=100y",
            "-search.latencyOffset=0s",
            "-search.disableCache",
            "-loggerLevel=ERROR",
        ]));
        try
        {
            await server.ImportAsync(openMetrics);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private async Task ImportAsync(Stream openMetrics)
    {
        using StreamReader reader = new(openMetrics);
        using MemoryStream lines = new();
        await using (StreamWriter writer = new(lines, leaveOpen: true))
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                int space = line.LastIndexOf(' ');
                if (!line.StartsWith('#') && space > 0)
                {
                    // Its import takes milliseconds.
                    decimal millis = decimal.Parse(line.AsSpan(space + 1), System.Globalization.CultureInfo.InvariantCulture) * 1000;
                    await writer.WriteAsync(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{line.AsSpan(0, space)} {millis:0}\n"));
                }
            }
        }

        lines.Position = 0;
        using StreamContent content = new(lines);
        using HttpResponseMessage imported = await Client.PostAsync(new Uri("api/v1/import/prometheus", UriKind.Relative), content);
        imported.EnsureSuccessStatusCode();
        using HttpResponseMessage flushed = await Client.GetAsync(new Uri("internal/force_flush", UriKind.Relative));
        flushed.EnsureSuccessStatusCode();
    }
}
