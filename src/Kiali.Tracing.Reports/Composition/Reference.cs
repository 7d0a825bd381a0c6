namespace Kiali.Tracing.Reports.Composition;

/// <summary>A numbered figure or table that text can point at.</summary>
/// <param name="Label">What it is called: <c>Figure 3</c>.</param>
/// <param name="Anchor">Its anchor.</param>
internal sealed record Reference(string Label, string Anchor);
