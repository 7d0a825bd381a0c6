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
                $"trace {NameText.ShortId(result.TraceId.ToString())} against {cell.Statistic} of {cell.Interval}",
                cell.Requests is { } requests ? $"{NumberText.Fixed(requests, 0)} requests at {result.Matrix.Target.Workload.Name}" : string.Empty),
        ]
        : [];

    /// <summary>Statements.</summary>
    public static ImmutableArray<Statement> Statements(HeatmapResult result)
    {
        ImmutableArray<Statement>.Builder statements = ImmutableArray.CreateBuilder<Statement>();
        string workload = result.Matrix.Target.Workload.Name;
        if (Rank(result) is { } rank)
        {
            statements.Add(new Statement(
                $"The request at {workload} is slower than {Percent(rank.Lower)} of those of {rank.Interval}",
                EvidenceKind.Heatmap,
                $"{Percent(rank.Lower)} to {Percent(rank.Upper)} of about {NumberText.Fixed(rank.Requests, 0)} (bucket bounds)"));
        }

        if (result.Matrix.Cells.Any(cell => cell is { MetricMs: not null, IsDistinguishable: false }))
        {
            int same = result.Matrix.Cells.Count(cell => cell is { MetricMs: not null, IsDistinguishable: false });
            int known = result.Matrix.Cells.Count(cell => cell.MetricMs is not null);
            statements.Add(new Statement(
                "Some of the comparison cannot be told apart", EvidenceKind.Heatmap, $"{NumberText.Count(same)} of {NumberText.Counted(known, "cell")}, marked ≈"));
        }

        return statements.ToImmutable();
    }

    private static HeatmapCell? Largest(HeatmapResult result) => result.Matrix.Cells
        .Where(cell => cell is { Ratio: not null, IsDistinguishable: true })
        .OrderByDescending(cell => cell.Ratio)
        .FirstOrDefault();

    // The window with most requests says most.
    private static HeatmapRank? Rank(HeatmapResult result) => result.Matrix.Ranks
        .OrderByDescending(rank => rank.Requests)
        .FirstOrDefault();

    private static string Percent(double share) => NumberText.WithUnit(NumberText.Percent(share * 100), "%");
}
