using System.Collections.Immutable;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Interactive.Hosting;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Sources;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Interactive.Verbs;

/// <summary><c>connect URI</c>: opens a source for the cells that follow.</summary>
public sealed class ConnectCommand : VerbCommand
{
    /// <inheritdoc/>
    public override VerbDefinition Definition { get; } = new("connect", "Opens a source for the cells that follow; several can be connected, and each kind of data comes from the first that has it.")
    {
        MapsSpans = false,
        Argument = new VerbArgument("URI", "source, for instance file:data/samples/bookinfo-ratings-delay", true, VerbValueKind.Free),
        Examples = [new("connect file:data/samples/bookinfo-ratings-delay", "the recorded sample incident")],
        SeeAlso = ["status", "use", "traces"],
        OnlyIn = HostKind.Notebook,
    };

    /// <inheritdoc/>
    public override async Task<VerbResult> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        ConnectionRequest request = AccessOptions.Apply(new ConnectionRequest(context.Arguments.Argument!), context.Arguments);
        OpenedSource source = await context.Session.ConnectAsync(request, cancellationToken).ConfigureAwait(false);
        SourceProbe? probe = null;
        if (source.Probe is { } ask)
        {
            try
            {
                probe = await ask(cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                await context.Session.DisconnectAsync(source).ConfigureAwait(false);
                throw;
            }
        }

        List<TextLine> lines =
        [
            [new TextRun((probe?.Message ?? source.Description) + " · gives "), TextRun.Strong(source.Capabilities.IsEmpty ? "nothing" : string.Join(", ", source.Capabilities))],
        ];
        if (source.RecordedRange is { } range)
        {
            lines.Add($"Recorded {TimeText.Window(range.StartUnixNano, range.EndUnixNano)}; now is the end of the recording.");
        }

        ImmutableArray<ViewBlock> blocks =
        [
            new LineBlock([.. lines]),
            .. source.Warnings.Select(warning => new MessageBlock(MessageKind.Warning, warning.Message)),
            new CommandsBlock([new CommandHint($"{context.CallName} traces", "the traces of the window"), new CommandHint($"{context.CallName} workloads", "what runs there")]),
        ];
        return new VerbResult(new View([TextRun.Strong("connect"), new TextRun($" · {source.Uri}")]) { Blocks = blocks }) { Warnings = source.Warnings };
    }
}
