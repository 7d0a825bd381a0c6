using System.Collections.Immutable;
using System.Globalization;
using Kiali.Tracing.Analyses.Stats;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Frames;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Json;
using Kiali.Tracing.Sources;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Interactive.Verbs;

/// <summary><c>stats</c>: counts, durations and self times of spans by group.</summary>
public sealed class StatsCommand : VerbCommand
{
    private const int StandardLimit = 20;

    private static readonly VerbOption By = new("--by", $"what to group by, at most two, separated by a comma: {string.Join(", ", StatsKey.KnownWords)}, or any attribute")
    {
        ValueName = "KEYS",
        Default = "workload; service where spans name no workload",
    };

    private static readonly VerbOption Service = new("--service", "only traces with a span of this service, as in service.name") { Alias = "-s", ValueName = "NAME" };
    private static readonly VerbOption Errors = new("--errors", "only traces with a span that failed");
    private static readonly VerbOption Limit = new("--limit", "at most this many groups in the table; every other format has all")
    {
        ValueName = "N",
        Default = StandardLimit.ToString(CultureInfo.InvariantCulture),
    };

    /// <inheritdoc/>
    public override VerbDefinition Definition { get; } = new("stats", "Shows how many spans there are, how long they take and who does the work, by group.")
    {
        Options = [By, .. CommonOptions.Target, Service, Errors, .. CommonOptions.Window, Limit],
        Examples =
        [
            new("stats -n bookinfo --since 30m", "by workload, most self time first"),
            new("stats --by service,name --format csv", "a line for each operation"),
            new("stats --by http.status_code", "by any attribute"),
        ],
        SeeAlso = ["traces", "metrics"],
        Formats = ["text", "json", "csv", "html", "svg", "png"],
        HasFrame = true,
    };

    /// <inheritdoc/>
    public override async Task<VerbResult> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        KialiSession session = context.Session;
        VerbArguments arguments = context.Arguments;
        ImmutableArray<string> keys = arguments.List(By);
        if (keys.Length > StatsOptions.MostKeys)
        {
            throw VerbFailedException.Usage($"--by takes at most {StatsOptions.MostKeys} keys, not {keys.Length}: {string.Join(", ", keys)}.");
        }

        AnalysisWindow window = session.ResolveWindow(arguments);
        string? inNamespace = await session.ResolveNamespaceAsync(arguments, cancellationToken).ConfigureAwait(false);
        WorkloadRef? workload = await session.ResolveWorkloadAsync(arguments, cancellationToken).ConfigureAwait(false);
        TraceQuery query = new()
        {
            Window = window.Range,
            Workload = workload,
            Namespace = workload is null ? inNamespace : null,
            Service = arguments.Text(Service),
            ErrorsOnly = arguments.Has(Errors),
        };
        Answer<TraceSet> found = await session.FindTracesAsync(query, cancellationToken).ConfigureAwait(false);
        StatsOptions options = new()
        {
            By = [.. keys.Select(key => new StatsKey(key))],
            Subject = workload is null ? query.Service ?? inNamespace : $"traces through {workload}",
        };
        StatsResult result = StatsAnalysis.Compute(found, window, options);
        StatsViewOptions viewOptions = new()
        {
            Head = arguments.Count(Limit, StandardLimit),
            FrameName = arguments.Text(CommonOptions.Name) ?? Definition.Name,
        };
        return new VerbResult(StatsView.Of(result, viewOptions))
        {
            WriteJson = output => StatsJson.Write(result, output),
            Frame = () => StatsFrame.Of(result),
            Figure = () => StatsFigure.Of(result),
            Complete = result.Complete,
            Warnings = result.Warnings,
        };
    }
}
