namespace Kiali.Tracing.Sources.Tests.Tempo;

/// <summary>Windows of the contract's spans.</summary>
internal static class Windows
{
    /// <summary>Ten seconds with all of them.</summary>
    public static TimeRange All { get; } = new(1_699_999_995_000_000_000, 1_700_000_005_000_000_000);
}
