namespace Kiali.Tracing.Metrics;

/// <summary>When a label agrees with a value of a <see cref="LabelMatcher"/>.</summary>
public enum LabelMatchKind
{
    /// <summary>When it equals it. The default.</summary>
    Equal = 0,

    /// <summary>When it contains it, with something before and something after: <c>.+value.+</c>, as a host name has its namespace.</summary>
    Within = 1,
}
