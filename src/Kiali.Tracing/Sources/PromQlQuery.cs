using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Sources;

/// <summary>A question in PromQL.</summary>
/// <param name="Expression">The expression, as the server reads it.</param>
/// <param name="Times">When it is evaluated: one moment, or evenly spaced ones.</param>
/// <param name="IsRange">Whether the answer is a line over time (a range query), even of one moment only.</param>
public sealed record PromQlQuery(string Expression, EvaluationTimes Times, bool IsRange)
{
    /// <summary>A question about one moment.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="unixMillis">The moment.</param>
    /// <returns>The question.</returns>
    public static PromQlQuery At(string expression, long unixMillis) => new(expression, EvaluationTimes.At(unixMillis), false);

    /// <summary>A question about many moments.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="times">The moments.</param>
    /// <returns>The question.</returns>
    public static PromQlQuery Over(string expression, EvaluationTimes times) => new(expression, times, true);
}
