using System.Collections.Immutable;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Interactive.Investigations;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Sources;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Interactive.Verbs;

/// <summary><c>save PATH</c>: a snapshot of what the connected sources hold of a window, to be opened later by anyone, without them.</summary>
public sealed class SaveCommand : VerbCommand
{
    private const int StandardTraces = 1_000;
    private const int StandardLines = 100_000;

    private static readonly VerbOption Traces = CommonOptions.Limit("traces", StandardTraces);
    private static readonly VerbOption Lines = new("--log-limit", "at most this many log lines, the newest") { ValueName = "N", Default = "100000" };
    private static readonly VerbOption Force = new("--force", "replaces a snapshot that is there already");

    /// <inheritdoc/>
    public override VerbDefinition Definition { get; } = new("save", "Saves a snapshot: traces, samples, log lines and workloads of a window, in standard formats, to be opened later without the sources.")
    {
        Argument = new VerbArgument("PATH", "folder to make, or file when it ends in .zip", true, VerbValueKind.Free),
        Options = [.. CommonOptions.Target, .. CommonOptions.Window, Traces, Lines, Force],
        Examples =
        [
            new("save incident --from 14:20 --to 15:00", "forty minutes of everything"),
            new("save incident.zip -n bookinfo --since 30m --limit 5000", "one namespace, as one file to hand round"),
        ],
        SeeAlso = ["connect", "report"],
    };

    /// <inheritdoc/>
    public override async Task<VerbResult> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        KialiSession session = context.Session;
        VerbArguments arguments = context.Arguments;
        AnalysisWindow window = session.ResolveWindow(arguments);
        string? inNamespace = await session.ResolveNamespaceAsync(arguments, cancellationToken).ConfigureAwait(false);
        WorkloadRef? workload = await session.ResolveWorkloadAsync(arguments, cancellationToken).ConfigureAwait(false);
        string path = arguments.Argument!;
        using SnapshotWriter writer = SnapshotWriter.Create(path, arguments.Has(Force));
        SaveInvestigation investigation = new(session, window, workload, inNamespace)
        {
            TraceLimit = arguments.Count(Traces, StandardTraces),
            LineLimit = arguments.Count(Lines, StandardLines),
        };
        ImmutableArray<Warning> failures = await investigation.SaveAsync(writer, cancellationToken).ConfigureAwait(false);
        ImmutableArray<SavedPart> parts = writer.Finish(window.Range);
        ImmutableArray<Warning> warnings = [.. parts.SelectMany(part => part.Warnings), .. failures];
        View view = new([TextRun.Strong("save"), new TextRun($" · {path} · {TimeText.Window(window.Range)}")])
        {
            Blocks =
            [
                new TableBlock(
                    [new("part"), new("holds"), new("file"), new("size"), new("all of it")],
                    [.. parts.Select(part => TableRow.Of(part.Kind, part.Content, part.File, NumberText.Bytes(part.Bytes), part.Complete ? "yes" : "no"))]),
                .. warnings.Select(warning => new MessageBlock(MessageKind.Warning, warning.Message)),
                new CommandsBlock([new CommandHint($"{context.CallName} traces --source file:{path}", "what is in it")]),
            ],
        };
        return new VerbResult(view) { Complete = failures.IsEmpty && parts.All(part => part.Complete), Warnings = warnings };
    }
}
