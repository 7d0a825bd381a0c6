namespace Kiali.Tracing.Sources;

/// <summary>A kind of source, as its URIs begin.</summary>
/// <param name="Name">The scheme, without <c>:</c>.</param>
/// <param name="Gives">What it gives, for help texts.</param>
/// <param name="Open">Opens one; null for a scheme that this version knows but cannot read.</param>
internal sealed record SourceScheme(
    string Name, string Gives, Func<string, SourceOpenOptions, CancellationToken, Task<OpenedSource>>? Open = null);
