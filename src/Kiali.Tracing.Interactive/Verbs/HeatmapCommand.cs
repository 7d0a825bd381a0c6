using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Heatmaps;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Frames;
using Kiali.Tracing.Interactive.Investigations;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Json;
using Kiali.Tracing.Sources;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Interactive.Verbs;

/// <summary><c>heatmap ID</c>: a trace's duration against the statistics of all requests, at the time of the trace.</summary>
public sealed class HeatmapCommand : VerbCommand
{
    private static readonly VerbOption Spans = new("--spans", "compare every span, one compact heatmap each") { Default = "off" };
    private static readonly VerbOption SpanOption = new("--span", "compare this span") { ValueName = "SPANID", Default = "the workload's first server span" };
    private static readonly VerbOption Baseline = new("--baseline", "also compare with this fixed window FROM..TO, for instance 13:30..14:30") { ValueName = "WINDOW" };
    private static readonly VerbOption Intervals = new("--intervals", "windows before the anchor, for instance 5m,1h") { ValueName = "LIST", Default = "10m,60m,3h" };
    private static readonly VerbOption Statistics = new("--statistics", "avg and quantiles, for instance avg,p50,p999") { ValueName = "LIST", Default = "avg,p50,p90,p99" };

    private static readonly VerbOption Anchor = new("--anchor", "where the windows end: the end of the span, or now")
    {
        ValueName = "end|now",
        Default = "end",
        Choices = ["end", "now"],
    };

    private static readonly VerbOption Scale = new("--scale", "colour by the multiple, or by the difference (±10 ms as in Kiali)")
    {
        ValueName = "relative|absolute",
        Default = "relative",
        Choices = ["relative", "absolute"],
    };

    /// <inheritdoc/>
    public override VerbDefinition Definition { get; } = new("heatmap", "Compares a trace with the duration statistics of its workload, at the time of the trace.")
    {
        Argument = new VerbArgument("ID", "trace id, whole or its first 4 digits or more", true, VerbValueKind.TraceId),
        Options = [.. CommonOptions.Target, Spans, SpanOption, Baseline, Intervals, Statistics, Anchor, Scale],
        Examples =
        [
            new("heatmap e445da4", "the matrix of this trace"),
            new("heatmap e445da4 --baseline 13:30..14:30", "against a quiet hour, too"),
            new("heatmap e445da4 --spans", "which hop is slow"),
        ],
        SeeAlso = ["trace", "metrics"],
        Formats = ["text", "json", "csv", "html", "svg", "png"],
        HasFrame = true,
    };

    /// <inheritdoc/>
    public override async Task<VerbResult> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        VerbArguments arguments = context.Arguments;
        Answer<Trace> trace = await context.Session.GetTraceAsync(arguments.Argument!, cancellationToken).ConfigureAwait(false);
        HeatmapOptions options = new()
        {
            Workload = await context.Session.ResolveWorkloadAsync(arguments, cancellationToken, AroundTrace(trace.Value)).ConfigureAwait(false),
            SpanId = ReadSpanId(arguments),
            AnchorUnixNano = arguments.Text(Anchor) == "now" ? context.Session.NowUnixNano : null,
            EverySpan = arguments.Has(Spans),
            Statistics = ReadStatistics(arguments),
            Intervals = ReadIntervals(context.Session, arguments),
        };
        HeatmapResult result = await HeatmapInvestigation.RunAsync(context.Session, trace.Value, options, cancellationToken).ConfigureAwait(false);
        result = result with { Complete = result.Complete && trace.Complete, Warnings = [.. trace.Warnings, .. result.Warnings] };
        bool absolute = arguments.Text(Scale) == "absolute";
        HeatmapViewOptions viewOptions = new() { AbsoluteScale = absolute, CallName = context.CallName };
        return new VerbResult(HeatmapView.Of(result, trace.Value, viewOptions))
        {
            WriteJson = output => HeatmapJson.Write(result, output),
            Frame = () => HeatmapFrame.Of(result),
            Figure = () => HeatmapFigure.Of(result, absolute),
            Complete = result.Complete,
            Warnings = result.Warnings,
        };
    }

    // A workload that has gone since was there when the trace was recorded.
    private static TimeRange AroundTrace(Trace trace)
        => new(trace.StartUnixNano - UnixTime.ToNanos(TimeSpan.FromMinutes(10)), Math.Max(trace.StartUnixNano, trace.EndUnixNano) + UnixTime.NanosPerMilli);

    private static SpanId? ReadSpanId(VerbArguments arguments) => arguments.Text(SpanOption) is not { } text
        ? null
        : SpanId.TryParse(text, out SpanId id) ? id : throw VerbFailedException.Usage($"--span takes a span id of up to 16 hexadecimal digits, not \"{text}\".");

    private static ImmutableArray<HeatmapStatistic> ReadStatistics(VerbArguments arguments)
    {
        ImmutableArray<string> names = arguments.List(Statistics);
        return names.IsEmpty
            ? new HeatmapOptions().Statistics
            : [.. names.Distinct(StringComparer.Ordinal).Select(name => HeatmapStatistic.TryParse(name, out HeatmapStatistic statistic)
                ? statistic
                : throw VerbFailedException.Usage($"--statistics: \"{name}\" is no statistic.", "avg, or p and the quantile's digits: p50, p95, p999"))];
    }

    private static ImmutableArray<HeatmapInterval> ReadIntervals(KialiSession session, VerbArguments arguments)
    {
        ImmutableArray<string> texts = arguments.List(Intervals);
        ImmutableArray<HeatmapInterval> intervals = texts.IsEmpty
            ? new HeatmapOptions().Intervals
            : [.. texts.Distinct(StringComparer.Ordinal).Select(text => DurationExpression.TryParse(text, out TimeSpan length)
                ? new HeatmapInterval(text, length)
                : throw VerbFailedException.Usage($"--intervals: \"{text}\" is no length of time.", "10m,60m,3h"))];
        return arguments.Text(Baseline) is { } window
            ? intervals.Add(HeatmapInterval.Baseline(session.ReadRange(Baseline.Name, window)))
            : intervals;
    }
}
