using System.Collections.Immutable;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Analyses.PromQl;

/// <summary>The result of <c>promql</c>: what was asked, when, and the server's answer. Nothing is computed here.</summary>
public sealed record PromQlResult
{
    /// <summary>What was asked.</summary>
    public required PromQlQuery Query { get; init; }

    /// <summary>The stretch of time that was asked about; of a single moment one without length.</summary>
    public required AnalysisWindow Window { get; init; }

    /// <summary>The answer.</summary>
    public required PromQlAnswer Answer { get; init; }

    /// <summary>Whether the server gave all it should have.</summary>
    public required bool Complete { get; init; }

    /// <summary>What the server said beside it.</summary>
    public required ImmutableArray<Warning> Warnings { get; init; }

    /// <summary>How many samples the answer has, numbers and native histograms.</summary>
    public long SampleCount => Answer.Series.Sum(series => (long)series.Points.Length + series.Histograms.Length);
}
