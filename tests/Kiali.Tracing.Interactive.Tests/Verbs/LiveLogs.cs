using System.Collections.Immutable;
using System.Text.Json;
using Kiali.Tracing.Interactive.Hosting;
using Kiali.Tracing.Interactive.Running;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Interactive.Verbs;
using Kiali.Tracing.Sources;
using Kiali.Tracing.TestKit;
using Kiali.Tracing.TestKit.StandIns;

namespace Kiali.Tracing.Interactive.Tests.Verbs;

/// <summary>Runs verbs at the end of the recorded incident, as when its cluster and its Loki were still there.</summary>
internal sealed class LiveLogs : IVerbOutput, IAsyncDisposable
{
    private readonly StandInServer _server;
    private readonly string? _folder;
    private readonly List<string> _shown = [];
    private readonly List<string> _messages = [];

    private LiveLogs(StandInServer server, string? folder, string source)
    {
        _server = server;
        _folder = folder;
        Source = source;
    }

    /// <summary>The options that name the live source.</summary>
    public string Source { get; }

    public IReadOnlyList<string> Requests => _server.Requests;

    public VerbOutcome Outcome { get; private set; } = VerbOutcome.Success;

    public string Text => string.Join('\n', _shown);

    public string Messages => string.Join('\n', _messages);

    public static async Task<LiveLogs> OfLokiAsync(LokiStandIn loki)
    {
        StandInServer server = await StandInServer.StartAsync(loki.AnswerAsync);
        return new LiveLogs(server, null, "--source loki+http://" + server.Authority);
    }

    public static async Task<LiveLogs> OfClusterAsync(KubernetesStandIn cluster, string inNamespace)
    {
        StandInServer server = await StandInServer.StartAsync(cluster.AnswerAsync);
        string folder = Directory.CreateTempSubdirectory("kiali-tracing-kube-").FullName;
        string path = Path.Combine(folder, "config");
        await File.WriteAllTextAsync(
            path,
            $$"""{ "current-context": "test", "contexts": [{ "name": "test", "context": { "cluster": "c", "namespace": "{{inNamespace}}" } }], "clusters": [{ "name": "c", "cluster": { "server": "http://{{server.Authority}}" } }] }""");
        return new LiveLogs(server, folder, $"--source kubernetes:// --kubeconfig {path}");
    }

    /// <summary>Runs a verb; what it shows and says is kept until the next.</summary>
    public async Task<LiveLogs> RunAsync(string line)
    {
        _shown.Clear();
        _messages.Clear();
        await using KialiSession session = new(SourceRegistry.OpenAsync, new EndOfIncident());
        VerbRunner runner = new(VerbTable.Create(), session, HostKind.Shell, () => []);
        Outcome = await runner.RunAsync(line, this, CancellationToken.None);
        return this;
    }

    /// <summary>The lines of the JSON that was shown, in an order that does not hang on which container comes first at equal times.</summary>
    public ImmutableArray<string> Lines()
    {
        using JsonDocument document = JsonDocument.Parse(Text);
        return
        [
            .. document.RootElement.GetProperty("lines").EnumerateArray()
                .OrderBy(line => line.GetProperty("time").GetString(), StringComparer.Ordinal)
                .ThenBy(line => line.GetProperty("pod").GetString(), StringComparer.Ordinal)
                .ThenBy(line => line.GetProperty("container").GetString(), StringComparer.Ordinal)
                .Select(line => JsonSerializer.Serialize(line)),
        ];
    }

    public void Show(RenderedOutput output) => _shown.Add(output.PlainText);

    public void ShowProgress(RenderedOutput progress)
    {
    }

    public void ShowMessage(RenderedOutput message) => _messages.Add(message.PlainText);

    public async ValueTask DisposeAsync()
    {
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }

        await _server.DisposeAsync();
    }

    private sealed class EndOfIncident : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => SampleIncident.Scenario.To;
    }
}
