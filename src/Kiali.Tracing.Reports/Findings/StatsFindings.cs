using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Stats;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Reports.Composition;

namespace Kiali.Tracing.Reports.Findings;

/// <summary>What duration statistics say, from their numbers alone.</summary>
internal static class StatsFindings
{
    // A share of fewer spans says little.
    private const int LeastSpans = 10;

    /// <summary>Statements.</summary>
    public static ImmutableArray<Statement> Statements(StatsResult result)
    {
        if (result.Groups is not [{ } most, ..] || result.SelfTimeMs <= 0)
        {
            return [];
        }

        string share = NumberText.WithUnit(NumberText.Fixed(100 * most.SelfTimeMs / result.SelfTimeMs, 0), "%");
        ImmutableArray<Statement>.Builder statements = ImmutableArray.CreateBuilder<Statement>();
        statements.Add(new Statement(
            $"{share} of all self time is spent in {NameOf(most)}",
            EvidenceKind.Stats,
            $"{NumberText.Counted(most.Count, "span")}, p99 {NumberText.ShortMilliseconds(most.P99Ms)} ms"));
        StatsGroup? failing = result.Groups
            .Where(group => group.Errors > 0 && group.Count >= LeastSpans)
            .MaxBy(group => group.ErrorPercent);
        if (failing is not null)
        {
            statements.Add(new Statement(
                $"{NameOf(failing)} fails most often",
                EvidenceKind.Stats,
                $"{NumberText.Count(failing.Errors)} of {NumberText.Counted(failing.Count, "span")}, {NumberText.WithUnit(NumberText.Percent(failing.ErrorPercent), "%")}"));
        }

        return statements.ToImmutable();
    }

    private static string NameOf(StatsGroup group) => string.Join(" · ", group.Keys.Select(key => key ?? "(none)"));
}
