using System.Collections.Immutable;
using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Sources;

/// <summary>One series of an answer in PromQL.</summary>
/// <param name="Name">The metric's name; empty when the expression computed something.</param>
/// <param name="Labels">The labels, without the name.</param>
/// <param name="Points">The numbers by rising time; NaN and infinities are numbers.</param>
/// <param name="Histograms">The native histograms by rising time; empty where there are none, as nearly always.</param>
public sealed record PromQlSeries(string Name, LabelSet Labels, ImmutableArray<MetricPoint> Points, ImmutableArray<HistogramPoint> Histograms)
{
    /// <summary>The series as Prometheus writes it.</summary>
    /// <returns>For instance <c>up{job="a"}</c>; <c>{}</c> without name and labels.</returns>
    public override string ToString() => Labels.Count == 0 && Name.Length > 0 ? Name : Name + Labels;
}
