using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Incidents;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Reports.Composition;

namespace Kiali.Tracing.Reports.Findings;

/// <summary>What the stretch of slow or failed requests says, from its numbers alone.</summary>
internal static class IncidentFindings
{
    /// <summary>Key figures.</summary>
    public static ImmutableArray<KeyFigure> KeyFigures(IncidentResult result)
    {
        if (result is not { Stretch: not null, BadMs: { } bad })
        {
            return [];
        }

        ImmutableArray<KeyFigure>.Builder figures = ImmutableArray.CreateBuilder<KeyFigure>();
        string share = $"{NumberText.Count(result.BadTraceCount)} of {NumberText.Counted(result.TraceCount, "trace")} slow or failed";
        figures.Add(new KeyFigure(
            result.UsualMs is { } usual
                ? $"{NumberText.ShortMilliseconds(usual)} → {NumberText.ShortMilliseconds(bad)} ms"
                : NumberText.WithUnit(NumberText.ShortMilliseconds(bad), "ms"),
            "median duration, usual and in the incident",
            share));
        if (result.Cause is { Kind: IncidentKind.Delay } cause)
        {
            figures.Add(new KeyFigure(
                BeforeAndDuring(cause), $"own time of {cause.Workload.Name} a trace", $"{Seconds(cause.ExtraSeconds)} on top in all"));
        }
        else if (result.Cause is { Kind: IncidentKind.Errors } failing)
        {
            figures.Add(new KeyFigure(
                $"{Percent(failing.OwnErrorShareBefore)} → {Percent(failing.OwnErrorShareDuring)}",
                $"traces in which {failing.Workload.Name} fails by itself",
                share));
        }

        return figures.ToImmutable();
    }

    /// <summary>Statements.</summary>
    public static ImmutableArray<Statement> Statements(IncidentResult result)
    {
        if (result.Cause is not { } cause)
        {
            return [];
        }

        ImmutableArray<Statement>.Builder statements = ImmutableArray.CreateBuilder<Statement>();
        statements.Add(cause.Kind == IncidentKind.Delay
            ? new Statement(
                $"{cause.Workload.Name}'s own work changed most: it became slow",
                EvidenceKind.Changes,
                $"{BeforeAndDuring(cause)} a trace, callees not counted")
            : new Statement(
                $"{cause.Workload.Name} changed most: it fails by itself",
                EvidenceKind.Changes,
                $"{Percent(cause.OwnErrorShareBefore)} → {Percent(cause.OwnErrorShareDuring)} of its traces"));
        foreach (WorkloadChange failing in result.Changes.Where(change => change.Kind == IncidentKind.Errors && change != cause))
        {
            statements.Add(new Statement(
                $"{failing.Workload.Name} fails though nothing it calls answers with an error",
                EvidenceKind.Changes,
                $"{Percent(failing.OwnErrorShareBefore)} → {Percent(failing.OwnErrorShareDuring)} of its traces"));
        }

        ImmutableArray<string> well = [.. result.Changes.Where(change => change.Kind == IncidentKind.Unknown).Select(change => change.Workload.Name)];
        if (!well.IsEmpty)
        {
            statements.Add(new Statement($"{NameList.Of(well)} did not change by {(well.Length == 1 ? "itself" : "themselves")}", EvidenceKind.Changes, "own time and own failures"));
        }

        return statements.ToImmutable();
    }

    /// <summary>Sentences for the summary; none when there is no incident.</summary>
    public static ImmutableArray<string> Lead(IncidentResult result)
    {
        if (result is not { Stretch: { } stretch, BadMs: { } bad })
        {
            return [];
        }

        string usual = result.UsualMs is { } ms ? $" instead of {Milliseconds(ms)}" : string.Empty;
        string when = $"From {TimeText.Minutes(stretch.StartUnixNano)} to {TimeText.Minutes(stretch.EndUnixNano)}";
        string share = $"{NumberText.Count(result.BadTraceCount)} of {NumberText.Counted(result.TraceCount, "trace")}";
        ImmutableArray<string>.Builder sentences = ImmutableArray.CreateBuilder<string>();
        sentences.Add($"{when}, {share} were slow or failed: {Milliseconds(bad)} in the median{usual}.");
        if (result.Cause is { } cause)
        {
            sentences.Add(cause.Kind == IncidentKind.Delay
                ? $"What changed most is {cause.Workload.Name}'s own work: {BeforeAndDuring(cause)} a trace."
                : $"What changed most is {cause.Workload.Name}: it fails by itself in {Percent(cause.OwnErrorShareDuring)} of its traces.");
        }

        return sentences.ToImmutable();
    }

    /// <summary>What the incident is in a few words; null when there is none.</summary>
    public static string? Title(IncidentResult result)
    {
        if (result.Cause is not { } cause)
        {
            return result.Stretch is null ? null : "Slow and failed requests";
        }

        List<string> parts = [$"{cause.Workload.Name} {(cause.Kind == IncidentKind.Delay ? "slow" : "fails")}"];
        parts.AddRange(result.Changes.Where(change => change.Kind == IncidentKind.Errors && change != cause).Take(1).Select(change => $"{change.Workload.Name} fails"));
        return string.Join(", ", parts);
    }

    private static string BeforeAndDuring(WorkloadChange change) => change.BeforeMs is { } before
        ? $"{NumberText.ShortMilliseconds(before)} → {NumberText.ShortMilliseconds(change.DuringMs)} ms"
        : NumberText.WithUnit(NumberText.ShortMilliseconds(change.DuringMs), "ms");

    private static string Percent(double share) => NumberText.WithUnit(NumberText.Percent(share * 100), "%");

    private static string Milliseconds(double value) => NumberText.WithUnit(NumberText.ShortMilliseconds(value), "ms");

    private static string Seconds(double value) => NumberText.WithUnit(NumberText.Fixed(value, 1), "s");
}
