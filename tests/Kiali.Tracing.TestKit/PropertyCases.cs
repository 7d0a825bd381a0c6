using System.Globalization;

namespace Kiali.Tracing.TestKit;

/// <summary>How many cases a property is tried on: its own number, or that of a soak run where it is larger.</summary>
public static class PropertyCases
{
    /// <summary>The environment variable of a soak run.</summary>
    public const string Variable = "KIALI_TRACING_PROPERTY_CASES";

    private static readonly long Soak =
        long.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out long cases) ? cases : 0;

    /// <summary>The number of cases of a property.</summary>
    /// <param name="cases">How many an ordinary run tries.</param>
    public static long AtLeast(long cases) => Math.Max(cases, Soak);
}
