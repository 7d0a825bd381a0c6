namespace Kiali.Tracing.Metrics;

/// <summary>The value by which Prometheus says that a series ended: one particular NaN. Other NaNs are values.</summary>
public static class StaleMarker
{
    private const long Bits = 0x7ff0000000000002;

    /// <summary>The marker.</summary>
    public static double Value => BitConverter.Int64BitsToDouble(Bits);

    /// <summary>Whether a sample is the marker.</summary>
    /// <param name="value">The sample's value.</param>
    /// <returns>Whether it is.</returns>
    public static bool Is(double value) => BitConverter.DoubleToInt64Bits(value) == Bits;
}
