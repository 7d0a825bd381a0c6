using System.Text.Json;
using Kiali.Tracing.Interactive.Hosting;
using Kiali.Tracing.Interactive.Running;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Interactive.Verbs;
using Kiali.Tracing.Sources;
using Kiali.Tracing.TestKit;

namespace Kiali.Tracing.Interactive.Tests.Verbs;

/// <summary>Runs verbs on the sample incident, as a shell does.</summary>
internal sealed class SampleVerbs : IVerbOutput
{
    private readonly List<string> _shown = [];
    private readonly List<string> _messages = [];

    private SampleVerbs()
    {
    }

    public VerbOutcome Outcome { get; private set; } = VerbOutcome.Success;

    public string Text => string.Join('\n', _shown);

    public string Messages => string.Join('\n', _messages);

    public JsonElement Json
    {
        get
        {
            using JsonDocument document = JsonDocument.Parse(Text);
            return document.RootElement.Clone();
        }
    }

    public static Task<SampleVerbs> RunAsync(string line, params string[] sources) => RunAsync(line, source => source, sources);

    /// <summary>Runs a verb on sources that are changed as they are opened.</summary>
    public static async Task<SampleVerbs> RunAsync(string line, Func<OpenedSource, OpenedSource> change, params string[] sources)
    {
        SampleVerbs output = new();
        await using KialiSession session = new(
            async (uri, options, token) => change(await SourceRegistry.OpenAsync(uri, options, token)), TimeProvider.System);
        VerbRunner runner = new(VerbTable.Create(), session, HostKind.Shell, () => [.. (sources is [] ? [SampleIncident.Uri] : sources).Select(uri => new ConnectionRequest(uri))]);
        output.Outcome = await runner.RunAsync(line, output, CancellationToken.None);
        return output;
    }

    public void Show(RenderedOutput output) => _shown.Add(output.PlainText);

    public void ShowProgress(RenderedOutput progress)
    {
    }

    public void ShowMessage(RenderedOutput message) => _messages.Add(message.PlainText);
}
