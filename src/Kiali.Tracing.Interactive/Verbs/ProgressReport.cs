namespace Kiali.Tracing.Interactive.Verbs;

/// <summary>How far long work is.</summary>
/// <param name="Subject">What is done, for instance <c>reading traces</c>.</param>
/// <param name="Fraction">The share done, 0 to 1; null when unknown.</param>
/// <param name="Counts">What was counted so far, for instance <c>120 of 400 traces</c>.</param>
public sealed record ProgressReport(string Subject, double? Fraction, string Counts);
