using System.Globalization;
using System.Text.RegularExpressions;

namespace Kiali.Tracing.Sources.Tests.Jaeger;

/// <summary>Reads Go's durations, which need a unit.</summary>
internal static partial class GoDuration
{
    public static bool TryParse(string text, out long nanos)
    {
        nanos = 0;
        if (!Whole().IsMatch(text))
        {
            return false;
        }

        foreach (Match part in Part().Matches(text))
        {
            decimal unit = part.Groups[2].Value switch
            {
                "ns" => 1m,
                "us" or "µs" => 1e3m,
                "ms" => 1e6m,
                "s" => 1e9m,
                "m" => 60e9m,
                _ => 3600e9m,
            };
            nanos += (long)(decimal.Parse(part.Groups[1].Value, CultureInfo.InvariantCulture) * unit);
        }

        return true;
    }

    [GeneratedRegex("^([0-9]+(\\.[0-9]*)?(ns|us|µs|ms|s|m|h))+$")]
    private static partial Regex Whole();

    [GeneratedRegex("([0-9]+(?:\\.[0-9]*)?)(ns|us|µs|ms|s|m|h)")]
    private static partial Regex Part();
}
