using System.Collections.Immutable;

namespace Kiali.Tracing.Reports;

/// <summary>What was written.</summary>
/// <param name="PageCount">How many pages, at least 1.</param>
/// <param name="FigureCount">How many numbered figures.</param>
/// <param name="TableCount">How many numbered tables.</param>
/// <param name="Warnings">What the report could not show, changed or cut: characters that no bundled font has, log rows past the limit.</param>
public sealed record ReportResult(int PageCount, int FigureCount, int TableCount, ImmutableArray<Warning> Warnings);
