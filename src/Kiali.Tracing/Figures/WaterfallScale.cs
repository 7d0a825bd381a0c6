using System.Collections.Immutable;
using Kiali.Tracing.Analyses.TraceDetail;
using Kiali.Tracing.Formatting;

namespace Kiali.Tracing.Figures;

/// <summary>Where the parts of a waterfall lie, px.</summary>
internal sealed class WaterfallScale
{
    public const double Left = 16;
    public const double Right = 944;
    public const double BarLeft = 322;
    public const double BarRight = 742;
    public const double Status = 777;
    public const double Duration = 884;
    public const double Top = 40;
    public const double RowHeight = 21;
    public const double BarHeight = 11;
    private const double FirstRow = 44;
    private const double LargestIndent = 10;
    private const double IndentSpace = 170;
    private const int MostTicks = 6;

    private readonly long _start;
    private readonly long _duration;
    private readonly double _indent;

    public WaterfallScale(Trace trace, ImmutableArray<WaterfallRow> rows)
    {
        _start = trace.StartUnixNano;
        _duration = Math.Max(1, trace.DurationNanos);
        int deepest = rows.Max(row => row.Depth);
        _indent = Math.Min(LargestIndent, IndentSpace / Math.Max(1, deepest));
        Bottom = FirstRow + 4 + (rows.Length * RowHeight);
        DurationMs = UnixTime.ToMillis(_duration);
        Ticks = ChooseTicks(DurationMs);
    }

    /// <summary>The line below the last row.</summary>
    public double Bottom { get; }

    public double DurationMs { get; }

    public ImmutableArray<AxisTick> Ticks { get; }

    public static double RowTop(int row) => FirstRow + (row * RowHeight);

    public static double BaseLine(int row) => RowTop(row) + 15;

    public double LabelX(int depth) => Left + (depth * _indent);

    public double XOfMs(double ms) => BarLeft + ((BarRight - BarLeft) * ms / DurationMs);

    public double XOf(long unixNano) => XOfMs(UnixTime.ToMillis(unixNano - _start));

    /// <summary>The bar of a row from one time to another.</summary>
    public BarItem Bar(int row, long startUnixNano, long endUnixNano, string? label = null, string? id = null)
        => new(XOf(startUnixNano), RowTop(row) + 5, XOf(endUnixNano), RowTop(row) + 5 + BarHeight) { Label = label, Id = id };

    /// <summary>Parts of a row's time as bars, where those that cannot be seen apart are one.</summary>
    public IEnumerable<BarItem> Parts(int row, ImmutableArray<TimeRange> parts, double top, double height)
    {
        const double LeastGap = 0.5;
        double left = double.NaN;
        double right = double.NaN;
        foreach (TimeRange part in parts)
        {
            double x0 = XOf(part.StartUnixNano);
            double x1 = XOf(part.EndUnixNano);
            if (x0 <= right + LeastGap)
            {
                right = Math.Max(right, x1);
                continue;
            }

            if (!double.IsNaN(left))
            {
                yield return new BarItem(left, RowTop(row) + top, right, RowTop(row) + top + height);
            }

            (left, right) = (x0, x1);
        }

        if (!double.IsNaN(left))
        {
            yield return new BarItem(left, RowTop(row) + top, right, RowTop(row) + top + height);
        }
    }

    private static ImmutableArray<AxisTick> ChooseTicks(double durationMs)
    {
        // The end is always written: ticks that would touch it are left out.
        IEnumerable<AxisTick> inner = AxisTicks.Linear(0, durationMs, MostTicks)
            .Where(tick => tick.Value > 0 && tick.Value < durationMs * 0.9);
        return [new(0, "0", true), .. inner, new(durationMs, NumberText.Fixed(durationMs, DecimalsFor(durationMs)), true)];
    }

    private static int DecimalsFor(double durationMs) => durationMs switch
    {
        >= 100 => 0,
        >= 10 => 1,
        >= 1 => 2,
        _ => 4,
    };
}
