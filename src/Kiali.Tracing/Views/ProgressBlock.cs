using Kiali.Tracing.Figures;

namespace Kiali.Tracing.Views;

/// <summary>How far long work is. Hosts replace it, never append it.</summary>
/// <param name="Fraction">The part done, 0 to 1; null when not known.</param>
/// <param name="Counts">The counts so far: <c>61 of at most 100 traces · 3,114 spans · 2.1 s</c>.</param>
public sealed record ProgressBlock(double? Fraction, TextLine Counts) : ViewBlock;
