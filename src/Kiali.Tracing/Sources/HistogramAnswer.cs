using System.Collections.Immutable;
using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Sources;

/// <summary>How a histogram grew, by group and time.</summary>
/// <param name="Increases">By group's labels, then time; a group and time without two samples in the window is left out.</param>
/// <param name="SeriesCount">How many series matched at any time that the source holds, at least as many as a live source got to know; 0 tells "no such series" from "no samples just then".</param>
public sealed record HistogramAnswer(ImmutableArray<HistogramIncrease> Increases, int SeriesCount);
