using System.Collections.Immutable;
using System.Globalization;
using Kiali.Tracing.Analyses.MetricCharts;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Frames;
using Kiali.Tracing.Interactive.Investigations;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Json;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Interactive.Verbs;

/// <summary><c>metrics</c>: how long a workload's requests took, how many there were and how many failed, with the spans of the same window laid over.</summary>
public sealed class MetricsCommand : VerbCommand
{
    private const int StandardTraces = 100;
    private const int MostGroupings = 2;
    private const string Inbound = "inbound";
    private const string Outbound = "outbound";
    private const string Both = "both";

    private static readonly VerbOption Spans = new("--spans", "lay the workload's spans over the duration");

    private static readonly VerbOption Direction = new("--direction", "requests it answers, makes, or both")
    {
        ValueName = "SIDE",
        Default = "inbound; outbound where nothing comes in",
        Choices = [Inbound, Outbound, Both],
    };

    private static readonly VerbOption Step = new("--step", "distance of points") { ValueName = "DURATION", Default = "a fiftieth of the window, at least 30s" };

    private static readonly VerbOption RateInterval = new("--rate-interval", "how far each point looks back; must hold two samples")
    {
        ValueName = "DURATION",
        Default = "the step, longer where samples are further apart",
    };

    private static readonly VerbOption Quantiles = new("--quantiles", "quantiles of the duration, separated by commas") { ValueName = "LIST", Default = "0.5,0.9,0.99" };

    private static readonly VerbOption By = new(
        "--by", "split lines, for instance code or remote-app,code")
    {
        ValueName = "LIST",
        Default = "not split",
    };

    private static readonly VerbOption Reporter = new("--reporter", "whose proxies tell")
    {
        ValueName = "source|destination|waypoint",
        Default = "the workload's own; its waypoint's where it has none",
        Choices = [IstioReporters.Source, IstioReporters.Destination, IstioReporters.Waypoint],
    };

    private static readonly VerbOption Peer = new("--peer", "only requests with this workload at the other end") { ValueName = "NAME", Default = "any", ValueKind = VerbValueKind.Workload };

    private static readonly VerbOption Limit = CommonOptions.Limit("traces whose spans are laid over", StandardTraces);

    /// <inheritdoc/>
    public override VerbDefinition Definition { get; } = new("metrics", "Shows a workload's request durations, rates, errors and bytes over time.")
    {
        Options = [.. CommonOptions.Target, .. CommonOptions.Window, Spans, Direction, By, Peer, Reporter, Step, RateInterval, Quantiles, Limit],
        Formats = ["text", "json", "csv", "html", "svg", "png"],
        HasFrame = true,
        Examples =
        [
            new("metrics -w ratings-v1 --spans --from 14:00 --to 15:00", "durations with the spans of 100 traces"),
            new("metrics -w productpage-v1 --direction both", "what it answers and what it asks for"),
            new("metrics -w productpage-v1 --by code", "a line for each response code"),
            new("metrics -w ratings-v1 --peer reviews-v3 --quantiles 0.5", "what one caller sees"),
            new("metrics -w ratings-v1 --quantiles 0.5,0.95 --step 1m --format csv", "one row a sample"),
        ],
        SeeAlso = ["heatmap", "traces", "graph"],
    };

    /// <inheritdoc/>
    public override async Task<VerbResult> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        KialiSession session = context.Session;
        VerbArguments arguments = context.Arguments;
        AnalysisWindow window = session.ResolveWindow(arguments);
        WorkloadRef workload = await session.ResolveWorkloadAsync(arguments, cancellationToken).ConfigureAwait(false)
            ?? throw VerbFailedException.Usage("metrics needs a workload.", $"-w NAME; {VerbCall.Placeholder} workloads lists those there are");
        MetricsOptions options = new()
        {
            Workload = workload,
            Directions = ReadDirection(arguments),
            Step = arguments.Duration(Step),
            RateInterval = arguments.Duration(RateInterval),
            Quantiles = ReadQuantiles(arguments),
            GroupBy = ReadGroupings(arguments),
            Reporter = arguments.Text(Reporter),
            Peer = arguments.Text(Peer) is { } peer
                ? await session.FindWorkloadAsync(peer, null, null, cancellationToken).ConfigureAwait(false)
                : null,
        };
        CheckStep(options, window);
        int traces = arguments.Count(Limit, StandardTraces);
        MetricsResult result = await new MetricsInvestigation(session)
            .RunAsync(window, options, arguments.Has(Spans) ? traces : null, cancellationToken).ConfigureAwait(false);
        return new VerbResult(MetricsView.Of(result, new MetricsViewOptions { CallName = context.CallName }))
        {
            WriteJson = output => MetricsJson.Write(result, output),
            Frame = () => MetricsFrame.Of(result),
            Figure = () => MetricsFigure.Of(result),
            Complete = result.Complete,
            Warnings = result.Warnings,
        };
    }

    private static ImmutableArray<TrafficDirection> ReadDirection(VerbArguments arguments) => arguments.Text(Direction) switch
    {
        null => [],
        Inbound => [TrafficDirection.Inbound],
        Outbound => [TrafficDirection.Outbound],
        Both => [TrafficDirection.Inbound, TrafficDirection.Outbound],
        { } other => throw VerbFailedException.Usage($"--direction takes {Inbound}, {Outbound} or {Both}, not \"{other}\"."),
    };

    private static ImmutableArray<double> ReadQuantiles(VerbArguments arguments)
    {
        if (!arguments.Has(Quantiles))
        {
            return MetricsOptions.StandardQuantiles;
        }

        ImmutableArray<double>.Builder quantiles = ImmutableArray.CreateBuilder<double>();
        foreach (string text in arguments.List(Quantiles))
        {
            bool isNumber = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double quantile);
            quantiles.Add(isNumber && quantile is > 0 and < 1
                ? quantile
                : throw VerbFailedException.Usage($"--quantiles takes numbers between 0 and 1 such as 0.5,0.95, not \"{text}\"."));
        }

        return [.. quantiles.Distinct().Order()];
    }

    private static ImmutableArray<MetricGrouping> ReadGroupings(VerbArguments arguments)
    {
        ImmutableArray<string> words = [.. arguments.List(By).Distinct(StringComparer.Ordinal)];
        return words.Length > MostGroupings
            ? throw VerbFailedException.Usage($"--by takes up to {MostGroupings} words, not {words.Length}.")
            : [.. words.Select(word => MetricGrouping.TryParse(word, out MetricGrouping? grouping)
                ? grouping!
                : throw VerbFailedException.Usage(
                    $"--by: lines cannot be split by \"{word}\".",
                    word == IstioLabels.Reporter ? "--reporter chooses whose proxies tell" : string.Join(", ", MetricGrouping.Known.Select(known => known.Word)) + ", or a label's name"))];
    }

    private static void CheckStep(MetricsOptions options, AnalysisWindow window)
    {
        double shortest = Math.Ceiling(window.Range.Duration.TotalSeconds / MetricsSampling.MostPoints * 1000);
        if (options.Step is { } step && step.TotalMilliseconds < Math.Max(1, shortest))
        {
            throw VerbFailedException.Usage(
                $"--step {TimeText.Interval(step)} gives more than {NumberText.Count(MetricsSampling.MostPoints)} points over this window.",
                $"a step of {TimeText.Interval(TimeSpan.FromSeconds(Math.Ceiling(shortest / 1000)))} or longer, or a shorter window");
        }
    }
}
