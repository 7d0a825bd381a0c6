using System.Globalization;

namespace Kiali.Tracing.Tool.Jupyter.Values;

/// <summary>Single values as text: invariant, round-trip where that is short, never the reader's culture.</summary>
internal static class ScalarText
{
    /// <summary>The text of a value.</summary>
    public static string Of(object? value)
    {
        try
        {
            return value switch
            {
                null => "null",
                string text => text,
                bool flag => flag ? "true" : "false",
                DateTime time => Time(time),
                DateTimeOffset time => time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
                TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
                Exception exception => $"{exception.GetType().Name}: {exception.Message}",
                IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
                _ => value.ToString() ?? string.Empty,
            };
        }
#pragma warning disable CA1031 // ToString is the user's code: a value that cannot be written must not lose the rest of its table
        catch (Exception e) when (e is not OperationCanceledException and not ThreadInterruptedException)
#pragma warning restore CA1031
        {
            return $"({e.GetType().Name})";
        }
    }

    private static string Time(DateTime time) =>
        time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) + (time.Kind == DateTimeKind.Utc ? " UTC" : string.Empty);
}
