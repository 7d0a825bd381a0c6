namespace Kiali.Tracing.Sources.Files;

/// <summary>How much packed data may grow before it is refused.</summary>
/// <param name="MaxBytes">The most unpacked bytes of one file.</param>
/// <param name="MaxRatio">The most unpacked bytes for one packed byte.</param>
internal sealed record UnpackLimits(long MaxBytes, long MaxRatio)
{
    /// <summary>What may come of any number of packed bytes, 1 MiB: a small file may well be one repeated line.</summary>
    public const long FreeBytes = 1 << 20;

    /// <summary>4 GiB, 500 to 1.</summary>
    public static UnpackLimits Default { get; } = new(4L << 30, 500);
}
