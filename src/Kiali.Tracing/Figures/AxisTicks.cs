using System.Collections.Immutable;
using System.Globalization;
using Kiali.Tracing.Formatting;

namespace Kiali.Tracing.Figures;

/// <summary>Chooses round values to write on an axis.</summary>
public static class AxisTicks
{
    private static readonly ImmutableArray<double> TimeSteps =
    [
        0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30,
        60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800, 2592000, 31536000,
    ];

    /// <summary>A range that can be drawn: finite and not empty.</summary>
    /// <param name="minimum">The smallest value; may be anything.</param>
    /// <param name="maximum">The largest value; may be anything.</param>
    /// <returns>The same range when it can be drawn; around a single value, 10 % to both sides; from 0 to 1 where there is none.</returns>
    public static (double Minimum, double Maximum) Span(double minimum, double maximum)
    {
        if (!double.IsFinite(minimum) || !double.IsFinite(maximum) || minimum > maximum)
        {
            return (0, 1);
        }

        if (minimum == maximum)
        {
            double margin = minimum == 0 ? 1 : Math.Abs(minimum) * 0.1;
            return minimum == 0 ? (0, margin) : (minimum - margin, maximum + margin);
        }

        return minimum > 0 && maximum / minimum <= 20 && minimum <= maximum / 2 ? (0, maximum) : (minimum, maximum);
    }

    /// <summary>Multiples of 1, 2 or 5 times a power of ten.</summary>
    /// <param name="minimum">Lower end of the axis.</param>
    /// <param name="maximum">Upper end of the axis, above <paramref name="minimum"/>.</param>
    /// <param name="atMost">How many at most, at least 2.</param>
    /// <returns>The ticks within the range, ascending, all with the same decimals.</returns>
    public static ImmutableArray<AxisTick> Linear(double minimum, double maximum, int atMost)
    {
        Check(minimum, maximum, atMost);
        double step = NiceStep((maximum - minimum) / atMost);
        while (CountMultiples(minimum, maximum, step) > atMost)
        {
            step = NiceStep(step * 1.5);
        }

        int decimals = Math.Clamp((int)-Math.Floor(Math.Log10(step) + 1e-9), 0, 9);
        double first = Math.Ceiling((minimum / step) - 1e-9);
        ImmutableArray<AxisTick>.Builder ticks = ImmutableArray.CreateBuilder<AxisTick>();
        for (double i = first; i * step <= maximum + (step * 1e-9) && ticks.Count < atMost; i++)
        {
            double value = i * step;
            ticks.Add(new(value, NumberText.Fixed(value, decimals)));
        }

        return ticks.ToImmutable();
    }

    /// <summary>Powers of ten, with 3 (and 2 and 5) times these where the range is short.</summary>
    /// <param name="minimum">Lower end of the axis, above 0.</param>
    /// <param name="maximum">Upper end of the axis, above <paramref name="minimum"/>.</param>
    /// <param name="atMost">How many at most, at least 2.</param>
    /// <returns>The ticks within the range, ascending; where decades alone are too many, every second, third, … of them.</returns>
    public static ImmutableArray<AxisTick> Logarithmic(double minimum, double maximum, int atMost)
    {
        Check(minimum, maximum, atMost);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(minimum);
        foreach (ImmutableArray<double> factors in (ImmutableArray<ImmutableArray<double>>)[[1, 2, 5], [1, 3], [1]])
        {
            ImmutableArray<AxisTick> ticks = LogarithmicTicks(minimum, maximum, factors, 1);
            if (ticks.Length <= atMost)
            {
                return ticks;
            }
        }

        for (int every = 2; ; every++)
        {
            ImmutableArray<AxisTick> ticks = LogarithmicTicks(minimum, maximum, [1], every);
            if (ticks.Length <= atMost)
            {
                return ticks;
            }
        }
    }

    /// <summary>Whole minutes, hours, seconds or days, written <c>hh:mm</c>, or finer or coarser where the range calls for it.</summary>
    /// <param name="startUnixSeconds">Lower end of the axis, Unix seconds.</param>
    /// <param name="endUnixSeconds">Upper end of the axis, Unix seconds, above the start.</param>
    /// <param name="atMost">How many at most, at least 2.</param>
    /// <returns>The ticks within the range, ascending, in UTC.</returns>
    public static ImmutableArray<AxisTick> Time(double startUnixSeconds, double endUnixSeconds, int atMost)
    {
        Check(startUnixSeconds, endUnixSeconds, atMost);
        double step = TimeSteps.FirstOrDefault(s => CountMultiples(startUnixSeconds, endUnixSeconds, s) <= atMost, TimeSteps[^1]);
        double first = Math.Ceiling((startUnixSeconds / step) - 1e-9);
        ImmutableArray<AxisTick>.Builder ticks = ImmutableArray.CreateBuilder<AxisTick>();
        for (double i = first; i * step <= endUnixSeconds + (step * 1e-6) && ticks.Count < atMost; i++)
        {
            ticks.Add(new(i * step, TimeLabel(i * step, step)));
        }

        return ticks.ToImmutable();
    }

    private static string TimeLabel(double unixSeconds, double step)
    {
        if (unixSeconds is < -62135596800 or > 253402300799)
        {
            return NumberText.Fixed(unixSeconds, 0);
        }

        DateTime time = DateTime.UnixEpoch.AddTicks((long)Math.Round(unixSeconds * TimeSpan.TicksPerSecond));
        string format = step switch
        {
            < 1 => "HH:mm:ss.fff",
            < 60 => "HH:mm:ss",
            < 43200 => "HH:mm",
            _ => "MM-dd HH:mm",
        };
        return time.ToString(format, CultureInfo.InvariantCulture);
    }

    private static ImmutableArray<AxisTick> LogarithmicTicks(double minimum, double maximum, ImmutableArray<double> factors, int every)
    {
        ImmutableArray<AxisTick>.Builder ticks = ImmutableArray.CreateBuilder<AxisTick>();
        int first = (int)Math.Floor(Math.Log10(minimum) + 1e-9);
        int last = (int)Math.Floor(Math.Log10(maximum) + 1e-9);
        for (int exponent = first; exponent <= last; exponent++)
        {
            if (exponent % every != 0)
            {
                continue;
            }

            foreach (double factor in factors)
            {
                double value = factor * Math.Pow(10, exponent);
                if (value >= minimum * (1 - 1e-9) && value <= maximum * (1 + 1e-9))
                {
                    ticks.Add(new(value, NumberText.Fixed(value, Math.Clamp(-exponent, 0, 9))));
                }
            }
        }

        return ticks.ToImmutable();
    }

    // The least 1, 2 or 5 times a power of ten that is not below the value.
    private static double NiceStep(double atLeast)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(atLeast)));
        double lead = atLeast / power;
        return power * lead switch
        {
            <= 1 + 1e-9 => 1,
            <= 2 + 1e-9 => 2,
            <= 5 + 1e-9 => 5,
            _ => 10,
        };
    }

    private static double CountMultiples(double minimum, double maximum, double step) =>
        Math.Floor((maximum / step) + 1e-9) - Math.Ceiling((minimum / step) - 1e-9) + 1;

    private static void Check(double minimum, double maximum, int atMost)
    {
        if (!double.IsFinite(minimum) || !double.IsFinite(maximum) || minimum >= maximum)
        {
            throw new ArgumentException($"An axis needs a finite range, not {minimum} to {maximum}.", nameof(maximum));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(atMost, 2);
    }
}
