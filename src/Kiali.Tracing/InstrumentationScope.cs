namespace Kiali.Tracing;

/// <summary>The library that recorded spans, as of OpenTelemetry.</summary>
/// <param name="Name">Its name; empty when not recorded.</param>
/// <param name="Version">Its version; empty when not recorded.</param>
/// <param name="Attributes">Its attributes.</param>
public sealed record InstrumentationScope(string Name, string Version, AttributeSet Attributes)
{
    /// <summary>The scope about which nothing is known.</summary>
    public static InstrumentationScope Empty { get; } = new(string.Empty, string.Empty, AttributeSet.Empty);
}
