namespace Kiali.Tracing.Metrics;

/// <summary>A floating sum that keeps what single additions lose (Neumaier's variant of Kahan's), as Prometheus sums series.</summary>
public struct CompensatedSum
{
    private double _sum;
    private double _lost;

    /// <summary>How many numbers were added; 0 tells an empty sum from one of zeros.</summary>
    public int Count { get; private set; }

    /// <summary>The sum so far; 0 when nothing was added.</summary>
    public readonly double Value => _sum + _lost;

    /// <summary>Adds a number.</summary>
    /// <param name="number">The number; NaN and infinities stay in the sum.</param>
    public void Add(double number)
    {
        double sum = _sum + number;
        _lost = double.IsInfinity(sum) ? 0 : _lost + (Math.Abs(_sum) >= Math.Abs(number) ? _sum - sum + number : number - sum + _sum);
        _sum = sum;
        Count++;
    }
}
