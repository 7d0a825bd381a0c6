using Kiali.Tracing.Figures;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Interactive.Hosting;
using Kiali.Tracing.Interactive.Investigations;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Reports;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Interactive.Verbs;

/// <summary><c>report</c>: the same analyses as a PDF, to hand round.</summary>
public sealed class ReportCommand : VerbCommand
{
    private const string StandardFile = "incident.pdf";

    private static readonly VerbOption TraceOption = new("--trace", "trace to look at")
    {
        ValueName = "ID",
        Default = "the one that stands for the incident",
        ValueKind = VerbValueKind.TraceId,
    };

    private static readonly VerbOption Title = new("--title", "title of the report") { ValueName = "TEXT", Default = "what was found" };

    /// <inheritdoc/>
    public override VerbDefinition Definition { get; } = new("report", "Writes an incident report as PDF: traces, one trace, heatmap, metrics, graph and logs of a window.")
    {
        Options = [TraceOption, Title, .. CommonOptions.Window, CommonOptions.Output],
        Examples =
        [
            new("report -o incident.pdf", "all that is recorded"),
            new("report --trace e445da4 --from 14:00 --to 15:00 -o incident.pdf", "one hour, around one trace"),
        ],
        SeeAlso = ["traces", "heatmap"],
    };

    /// <inheritdoc/>
    public override async Task<VerbResult> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        VerbArguments arguments = context.Arguments;
        string file = arguments.Text(CommonOptions.Output) ?? StandardFile;
        if (file == "-")
        {
            throw VerbFailedException.Usage("A report goes to a file.", $"add -o {StandardFile}");
        }

        AnalysisWindow window = context.Session.ResolveWindow(arguments);
        IncidentReport report = await new ReportInvestigation(context.Session, context.Progress)
            .RunAsync(window, arguments.Text(Title), arguments.Text(TraceOption), cancellationToken).ConfigureAwait(false);
        context.Progress.Report(new ProgressReport("report", 0.9, "pages"));
        ReportResult written = await WriteAsync(report, file, cancellationToken).ConfigureAwait(false);
        View view = new([TextRun.Strong("report"), new TextRun($" · {report.Title} · {TimeText.Window(window.Range)}")])
        {
            Blocks =
            [
                LineBlock.Of($"Wrote {file}: {NumberText.Counted(written.PageCount, "page")}, {NumberText.Counted(written.FigureCount, "figure")}, "
                    + $"{NumberText.Counted(written.TableCount, "table")}."),
                .. written.Warnings.Select(warning => new MessageBlock(MessageKind.Warning, warning.Message)),
            ],
        };
        return new VerbResult(view) { Warnings = written.Warnings };
    }

    private static async Task<ReportResult> WriteAsync(IncidentReport report, string file, CancellationToken cancellationToken)
    {
        using MemoryStream pages = new();
        ReportResult written = IncidentReportDocument.Write(report, pages, new ReportOptions());
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            await File.WriteAllBytesAsync(file, pages.ToArray(), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new VerbFailedException(ExitCodes.Usage, $"Cannot write {file}: {exception.Message}", "name a file in a folder that can be written", exception);
        }

        return written;
    }
}
