using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Traces;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Reports.Composition;

namespace Kiali.Tracing.Reports.Findings;

/// <summary>What a list of traces says, from its numbers alone.</summary>
internal static class TracesFindings
{
    // A service tells slow traces from others when it is this much more frequent among the slow ones.
    private const double LeastDifference = 0.2;

    private const double LeastCommon = 0.9;

    /// <summary>Key figures.</summary>
    public static ImmutableArray<KeyFigure> KeyFigures(TracesResult result)
    {
        if (result.Traces.IsEmpty)
        {
            return [];
        }

        int worst = result.Traces.Max(trace => trace.ErrorCount);
        ImmutableArray<KeyFigure>.Builder figures = ImmutableArray.CreateBuilder<KeyFigure>();
        figures.Add(new KeyFigure(
            $"{NumberText.Count(result.ErrorTraceCount)} of {NumberText.Count(result.Traces.Length)}",
            "traces with errors",
            worst == 0 ? string.Empty : $"{NumberText.Counted(worst, "error")} in the worst"));
        figures.Add(SlowTraces.Find(result) is { } groups
            ? new KeyFigure(
                $"{NumberText.ShortMilliseconds(groups.OthersMedianMs)} → {NumberText.ShortMilliseconds(groups.SlowMedianMs)} ms",
                "median of the other and the slow traces",
                $"{NumberText.Count(groups.Slow.Length)} slow, above {Milliseconds(groups.AboveMs)}")
            : new KeyFigure(
                NumberText.WithUnit(NumberText.ShortMilliseconds(result.P90Ms), "ms"),
                "p90 of all traces",
                $"median {Milliseconds(result.P50Ms ?? 0)}"));
        return figures.ToImmutable();
    }

    /// <summary>Statements.</summary>
    public static ImmutableArray<Statement> Statements(TracesResult result)
    {
        ImmutableArray<Statement>.Builder statements = ImmutableArray.CreateBuilder<Statement>();
        SlowTraces? groups = SlowTraces.Find(result);
        if (groups is not null && CommonService(groups) is { } service)
        {
            statements.Add(service);
        }

        if (groups is not null)
        {
            statements.Add(new Statement(
                $"Slow traces begin at {TimeText.Seconds(groups.Slow[0].StartUnixNano)}, the last at {TimeText.Seconds(groups.Slow[^1].StartUnixNano)}",
                EvidenceKind.TraceScatter,
                $"{NumberText.Count(groups.Slow.Length)} of {NumberText.Count(result.Traces.Length)} take over {Milliseconds(groups.AboveMs)}"));
        }

        if (result.ErrorTraceCount > 0)
        {
            statements.Add(Errors(result, groups));
        }

        return statements.ToImmutable();
    }

    /// <summary>Sentences for the summary.</summary>
    public static ImmutableArray<string> Lead(TracesResult result)
    {
        if (result.Traces.IsEmpty)
        {
            return ["No traces were recorded in the window."];
        }

        string errors = result.ErrorTraceCount == 0 ? "None has errors." : $"{NumberText.Count(result.ErrorTraceCount)} have errors.";
        if (SlowTraces.Find(result) is not { } groups)
        {
            string traces = NumberText.Counted(result.Traces.Length, "trace");
            return [$"{traces} took {Milliseconds(result.P50Ms ?? 0)} in the median, p90 {Milliseconds(result.P90Ms ?? 0)}. {errors}"];
        }

        string medians = $"took {Milliseconds(groups.SlowMedianMs)} in the median instead of {Milliseconds(groups.OthersMedianMs)}";
        string share = $"{NumberText.Count(groups.Slow.Length)} of {NumberText.Count(result.Traces.Length)} traces";
        string start = TimeText.Seconds(groups.Slow[0].StartUnixNano);
        return CommonRequest(groups) is { } request
            ? [$"From {start} on, {request} {medians}: {share}. {errors}"]
            : [$"From {start} on, {share} {medians}. {errors}"];
    }

    // What nearly all slow traces asked for.
    private static string? CommonRequest(SlowTraces groups) => groups.Slow
        .GroupBy(trace => trace.Request, StringComparer.Ordinal)
        .Where(group => group.Count() >= LeastCommon * groups.Slow.Length)
        .Select(group => group.Key)
        .FirstOrDefault();

    // The service that parts slow traces from others best; of equals the one called last, which is nearest to the cause.
    private static Statement? CommonService(SlowTraces groups)
    {
        Dictionary<string, int> slow = Count(groups.Slow);
        Dictionary<string, int> others = Count(groups.Others);
        string? best = null;
        double difference = LeastDifference;
        foreach (string service in groups.Slow.SelectMany(trace => trace.Services).Distinct(StringComparer.Ordinal))
        {
            double inSlow = (double)slow[service] / groups.Slow.Length;
            double inOthers = groups.Others.IsEmpty ? 0 : (double)others.GetValueOrDefault(service) / groups.Others.Length;
            if (inSlow - inOthers >= difference)
            {
                difference = inSlow - inOthers;
                best = service;
            }
        }

        if (best is null)
        {
            return null;
        }

        bool all = slow[best] == groups.Slow.Length;
        return new Statement(
            all ? $"Every slow trace passes {best}" : $"Slow traces pass {best} more often than others",
            EvidenceKind.TraceTable,
            $"{NumberText.Count(slow[best])} of {NumberText.Count(groups.Slow.Length)} above {Milliseconds(groups.AboveMs)},"
            + $" {NumberText.Count(others.GetValueOrDefault(best))} of {NumberText.Count(groups.Others.Length)} others");
    }

    private static Statement Errors(TracesResult result, SlowTraces? groups)
    {
        string reason = result.Traces
            .SelectMany(trace => trace.ErrorReasons)
            .GroupBy(error => error.Text, StringComparer.Ordinal)
            .OrderByDescending(group => group.Sum(error => error.Count))
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .First().Key;
        string text = $"{NumberText.Count(result.ErrorTraceCount)} of {NumberText.Count(result.Traces.Length)} traces have errors, most often {reason}";
        if (groups is null)
        {
            return new Statement(text, EvidenceKind.TraceTable, $"{NumberText.Counted(result.Traces.Sum(trace => (long)trace.ErrorCount), "failed span")}");
        }

        return new Statement(
            text,
            EvidenceKind.TraceTable,
            $"{NumberText.Count(groups.Slow.Count(trace => trace.ErrorCount > 0))} of {NumberText.Count(groups.Slow.Length)} slow,"
            + $" {NumberText.Count(groups.Others.Count(trace => trace.ErrorCount > 0))} of {NumberText.Count(groups.Others.Length)} others");
    }

    private static Dictionary<string, int> Count(ImmutableArray<TraceSummary> traces) => traces
        .SelectMany(trace => trace.Services)
        .GroupBy(service => service, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

    private static string Milliseconds(double value) => NumberText.WithUnit(NumberText.ShortMilliseconds(value), "ms");
}
