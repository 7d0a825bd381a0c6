using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Heatmaps;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Reports.Composition;

namespace Kiali.Tracing.Reports.Findings;

/// <summary>What the comparison of a request with metrics says, from its numbers alone.</summary>
internal static class HeatmapFindings
{
    /// <summary>Key figures: the largest multiple that can be told apart.</summary>
    public static ImmutableArray<KeyFigure> KeyFigures(HeatmapResult result) => Largest(result) is { } cell
        ?
        [
            new KeyFigure(
                NumberText.Multiple(cell.Ratio),
                $"{TraceDetailFindings.NameOf(result.Trace)} against {cell.Statistic.Name} of {cell.Interval.Name}",
                cell.Requests is { } requests ? $"{NumberText.Fixed(requests, 0)} requests at {result.Heatmap.Target.Workload.Name}" : string.Empty),
        ]
        : [];

    /// <summary>Statements.</summary>
    public static ImmutableArray<Statement> Statements(HeatmapResult result)
    {
        ImmutableArray<Statement>.Builder statements = ImmutableArray.CreateBuilder<Statement>();
        string workload = result.Heatmap.Target.Workload.Name;
        if (Rank(result) is { Lower: { } lower, Upper: { } upper } rank)
        {
            statements.Add(new Statement(
                $"The request at {workload} is slower than {Percent(lower)} of those of {rank.Interval.Name}",
                EvidenceKind.Heatmap,
                $"{Percent(lower)} to {Percent(upper)} of about {NumberText.Fixed(rank.Requests ?? double.NaN, 0)} (bucket bounds)"));
        }

        if (result.Heatmap.Cells.Any(cell => cell is { HasData: true, Distinguishable: false }))
        {
            int same = result.Heatmap.Cells.Count(cell => cell is { HasData: true, Distinguishable: false });
            int known = result.Heatmap.Cells.Count(cell => cell.HasData);
            statements.Add(new Statement(
                "Some of the comparison cannot be told apart", EvidenceKind.Heatmap, $"{NumberText.Count(same)} of {NumberText.Counted(known, "cell")}, marked ≈"));
        }

        return statements.ToImmutable();
    }

    private static HeatmapCell? Largest(HeatmapResult result) => result.Heatmap.Cells
        .Where(cell => cell is { Ratio: not null, Distinguishable: true })
        .OrderByDescending(cell => cell.Ratio)
        .FirstOrDefault();

    // The window with most requests says most.
    private static HeatmapRank? Rank(HeatmapResult result) => result.Heatmap.Ranks
        .Where(rank => rank is { Lower: not null, Upper: not null })
        .OrderByDescending(rank => rank.Requests)
        .FirstOrDefault();

    private static string Percent(double share) => NumberText.WithUnit(NumberText.Percent(share * 100), "%");
}
