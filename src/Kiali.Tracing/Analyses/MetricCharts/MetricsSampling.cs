using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Analyses.MetricCharts;

/// <summary>At which moments charts have points, and how far each point looks back.</summary>
/// <param name="Times">The moments.</param>
/// <param name="RateInterval">How far each looks back; at least two samples must lie there.</param>
/// <param name="Shortest">The look-back that was tried first.</param>
/// <param name="LackingAtShortest">How many points it would have left without two samples, which is why it is longer; 0 when it is not.</param>
public sealed record MetricsSampling(EvaluationTimes Times, TimeSpan RateInterval, TimeSpan Shortest, int LackingAtShortest = 0)
{
    /// <summary>The most points a line may have.</summary>
    public const int MostPoints = 2000;

    // Beyond Prometheus's own look-back of five minutes a point says little about its moment.
    private static readonly TimeSpan LongestChosen = TimeSpan.FromMinutes(10);
    private const int Wider = 4;
    private const int Tolerated = 50;

    /// <summary>The distance of points.</summary>
    public TimeSpan Step => TimeSpan.FromMilliseconds(Times.StepMillis);

    /// <summary>The moments of a window: the multiples of the step from its start to its end, so that charts of neighbouring windows agree.</summary>
    /// <remarks>Kiali also asks for the multiple before the start; that moment is not of the window, and before a recording there is nothing to say.</remarks>
    /// <param name="range">The window.</param>
    /// <param name="options">The step.</param>
    /// <returns>The moments; none for an empty window.</returns>
    /// <exception cref="ArgumentException">There would be more than <see cref="MostPoints"/>.</exception>
    public static EvaluationTimes TimesOf(TimeRange range, MetricsOptions options)
    {
        long step = (long)(options.Step ?? StandardStep(range, options)).TotalMilliseconds;
        if (step < 1 || range.Duration.TotalMilliseconds / step > MostPoints)
        {
            throw new ArgumentException(
                $"A step of {Formatting.TimeText.Interval(options.Step ?? TimeSpan.Zero)} gives more than {Formatting.NumberText.Count(MostPoints)} points.", nameof(options));
        }

        long start = UnixTime.CeilingToUnixMillis(range.StartUnixNano);
        start += ((-start % step) + step) % step;
        long end = UnixTime.FloorToUnixMillis(range.EndUnixNano);
        return range.IsEmpty ? new EvaluationTimes(start, start - 1, step) : new EvaluationTimes(start, end, step);
    }

    /// <summary>The shortest look-back to try: the step, at least two scrapes.</summary>
    /// <param name="times">The moments.</param>
    /// <param name="options">The scrape interval.</param>
    /// <returns>The look-back.</returns>
    public static TimeSpan ShortestRateInterval(EvaluationTimes times, MetricsOptions options)
        => TimeSpan.FromMilliseconds(Math.Max(times.StepMillis, 2 * (long)options.ScrapeInterval.TotalMilliseconds));

    /// <summary>The longer look-back that a look-back is checked against.</summary>
    /// <param name="rateInterval">The look-back.</param>
    /// <returns>Four times as long.</returns>
    public static TimeSpan WiderThan(TimeSpan rateInterval) => rateInterval * Wider;

    /// <summary>The next look-back to try.</summary>
    /// <param name="rateInterval">The one that was too short.</param>
    /// <returns>Twice as long; null when that is more than ten minutes.</returns>
    public static TimeSpan? NextTo(TimeSpan rateInterval) => rateInterval * 2 <= LongestChosen ? rateInterval * 2 : null;

    /// <summary>How many points a look-back leaves empty only because it is shorter than the distance of samples.</summary>
    /// <remarks>A point counts when four times the look-back finds samples there, unless it is at the end of them, where the longer one still sees what ended.</remarks>
    /// <param name="times">The moments.</param>
    /// <param name="rateInterval">The look-back.</param>
    /// <param name="found">The moments at which it finds two samples, Unix milliseconds.</param>
    /// <param name="foundWider">The moments at which <see cref="WiderThan"/> does.</param>
    /// <returns>How many; 0 when at most a fiftieth of them are, as one missed scrape is no reason to blur everything.</returns>
    public static int CountLacking(EvaluationTimes times, TimeSpan rateInterval, IReadOnlySet<long> found, IReadOnlySet<long> foundWider)
    {
        long tail = (((Wider - 1) * (long)rateInterval.TotalMilliseconds) / times.StepMillis) + 1;
        int lacking = 0;
        int trailing = 0;
        for (int index = 0; index <= times.Count; index++)
        {
            bool within = index < times.Count && foundWider.Contains(times[index]);
            if (within && !found.Contains(times[index]))
            {
                trailing++;
                continue;
            }

            if (within || trailing > tail)
            {
                lacking += trailing;
            }

            trailing = 0;
        }

        return lacking * Tolerated <= foundWider.Count ? 0 : lacking;
    }

    private static TimeSpan StandardStep(TimeRange range, MetricsOptions options)
        => TimeSpan.FromSeconds(Math.Max(Math.Floor(range.Duration.TotalSeconds / 50), 2 * options.ScrapeInterval.TotalSeconds));
}
