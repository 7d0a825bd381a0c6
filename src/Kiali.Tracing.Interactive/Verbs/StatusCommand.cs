using System.Collections.Immutable;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Interactive.Hosting;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Json;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Interactive.Verbs;

/// <summary><c>status</c>: what is connected, what it gives, and the focus.</summary>
public sealed class StatusCommand : VerbCommand
{
    /// <inheritdoc/>
    public override VerbDefinition Definition { get; } = new("status", "Shows the connected sources, what they give, and the focus.")
    {
        Formats = ["text", "json", "html"],
        Examples = [new("status --source file:data/samples/bookinfo-ratings-delay", "what a snapshot holds")],
        SeeAlso = ["connect", "use"],
    };

    /// <inheritdoc/>
    public override async Task<VerbResult> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        KialiSession session = context.Session;
        ImmutableArray<SourceStatus> statuses = await SourceStatus.AskAsync(session.Sources, cancellationToken).ConfigureAwait(false);
        ImmutableArray<Warning> warnings =
        [
            .. session.Sources.SelectMany(source => source.Warnings),
            .. statuses.Where(status => !status.IsReachable).Select(status => new Warning("source-failed", status.Message, 1, status.Source.Uri)),
        ];
        ImmutableArray<ViewBlock>.Builder blocks = ImmutableArray.CreateBuilder<ViewBlock>();
        if (session.Sources.IsEmpty)
        {
            blocks.Add(LineBlock.Of("No source is connected."));
            blocks.Add(new CommandsBlock([new CommandHint($"{context.CallName} connect file:PATH", "opens a file or a snapshot folder")]));
        }
        else
        {
            blocks.Add(LineBlock.Of(UseCommand.Describe(session.Focus)));
            blocks.Add(LineBlock.Of(
                $"Now is {TimeText.Instant(session.NowUnixNano)}: {(session.IsLive ? "the clock, as a live source is connected" : "the end of what is recorded")}."));
            blocks.Add(new TableBlock(
                [new("source"), new("answers"), new("gives"), new("what it is"), new("recorded")],
                [.. statuses.Select(Row)]));
            blocks.AddRange(warnings.Select(warning => new MessageBlock(MessageKind.Warning, warning.Message)));
        }

        View view = new([TextRun.Strong("status"), new TextRun($" · {NumberText.Counted(session.Sources.Length, "source")} connected")]) { Blocks = blocks.ToImmutable() };
        int down = statuses.Count(status => !status.IsReachable);
        return new VerbResult(view)
        {
            WriteJson = output => WriteJson(session, statuses, warnings, output),
            Complete = down == 0,
            ExitCode = down > 0 && down == statuses.Length ? ExitCodes.SourceFailed : ExitCodes.Success,
            Warnings = warnings,
        };
    }

    private static TableRow Row(SourceStatus status) => TableRow.Of(
        status.Source.Uri,
        status.IsReachable ? "yes" : "no",
        string.Join(", ", status.Source.Capabilities),
        status.IsReachable ? status.Message : status.Source.Description,
        status.Source.RecordedRange is { } range ? TimeText.Window(range.StartUnixNano, range.EndUnixNano) : string.Empty);

    private static void WriteJson(KialiSession session, ImmutableArray<SourceStatus> statuses, ImmutableArray<Warning> warnings, Stream output)
    {
        using ContractWriter writer = new(output);
        AnalysisWindow? window = session.Sources.IsEmpty
            ? null
            : new AnalysisWindow(session.Focus.Window ?? session.RecordedRange ?? new TimeRange(session.NowUnixNano, session.NowUnixNano), session.NowUnixNano, session.IsLive);
        writer.Start("status", window, statuses.All(status => status.IsReachable), warnings);
        writer.Json.WriteStartArray("sources");
        foreach (SourceStatus status in statuses)
        {
            writer.Json.WriteStartObject();
            writer.Json.WriteString("uri", status.Source.Uri);
            writer.Strings("capabilities", status.Source.Capabilities);
            writer.Json.WriteBoolean("reachable", status.IsReachable);
            writer.Json.WriteString("version", status.Version);
            writer.Json.WriteString("message", status.Message);
            writer.Json.WriteEndObject();
        }

        writer.Json.WriteEndArray();
        writer.Json.WriteStartObject("focus");
        writer.Json.WriteString("cluster", session.Focus.Cluster);
        writer.Json.WriteString("namespace", session.Focus.Namespace);
        writer.Json.WriteString("workload", session.Focus.Workload);
        writer.Time("from", session.Focus.Window?.StartUnixNano);
        writer.Time("to", session.Focus.Window?.EndUnixNano);
        writer.Json.WriteEndObject();
        writer.End();
    }
}
