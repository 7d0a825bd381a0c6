using System.Globalization;
using System.Text.RegularExpressions;
using Kiali.Tracing.Sources.Tempo.Wire;

namespace Kiali.Tracing.Sources.Tempo;

/// <summary>Says in Tempo's words what is asked, and in ours what it tells.</summary>
internal static partial class TempoMapping
{
    /// <summary>What a search is called in errors.</summary>
    public const string FindTraces = "find traces";

    private const string NoRoot = "<root span not yet received>";

    /// <summary>What a search tells of a trace.</summary>
    /// <param name="id">The id: hexadecimal digits, often without leading zeros.</param>
    /// <param name="startUnixNano">The start; 0 when it is not told.</param>
    /// <param name="durationMillis">The duration, rounded down.</param>
    /// <param name="rootService">The root's service.</param>
    /// <returns>The hit; null when the id is none.</returns>
    public static TempoHit? HitOf(string id, ulong startUnixNano, ulong durationMillis, string rootService)
    {
        if (!TraceId.TryParse(id, out TraceId traceId) || traceId.IsZero)
        {
            return null;
        }

        long start = startUnixNano <= long.MaxValue ? (long)startUnixNano : 0;
        ulong most = (ulong)(long.MaxValue - start) / (ulong)UnixTime.NanosPerMilli;
        long end = durationMillis < most ? start + ((long)(durationMillis + 1) * UnixTime.NanosPerMilli) : long.MaxValue;
        return new TempoHit(traceId, start, end, rootService.Length > 0 && rootService != NoRoot);
    }

    /// <summary>What a message of the stream tells of a trace.</summary>
    /// <param name="trace">The message.</param>
    /// <returns>The hit; null when the id is none.</returns>
    public static TempoHit? HitOf(TraceSearchMetadata trace) => HitOf(trace.TraceId, trace.StartTimeUnixNano, trace.DurationMs, trace.RootServiceName);

    /// <summary>The message that asks a question.</summary>
    /// <param name="question">The question.</param>
    /// <returns>The message.</returns>
    public static SearchRequest RequestOf(TempoSearchQuestion question) => new()
    {
        Query = question.Query,
        Limit = (uint)question.Limit,
        Start = (uint)Math.Clamp(question.StartSeconds, 0, uint.MaxValue),
        End = (uint)Math.Clamp(question.EndSeconds, 0, uint.MaxValue),
        SpansPerSpanSet = TempoSearchQuestion.SpansPerTrace,
    };

    /// <summary>The whole seconds that hold a range; Tempo takes neither a start of 0 nor an end at the start.</summary>
    /// <param name="range">The range.</param>
    /// <returns>Its start rounded down and its end rounded up, Unix seconds.</returns>
    public static (long Start, long End) SecondsOf(TimeRange range)
    {
        long start = Math.Max(1, Math.DivRem(range.StartUnixNano, UnixTime.NanosPerSecond, out long before) - (before < 0 ? 1 : 0));
        long end = Math.DivRem(range.EndUnixNano, UnixTime.NanosPerSecond, out long after) + (after > 0 ? 1 : 0);
        return (start, Math.Max(start + 1, end));
    }

    /// <summary>The longest window that Tempo says it takes.</summary>
    /// <param name="refusal">Why it refused one.</param>
    /// <returns>Whole seconds, at least 1; null when the refusal is about something else.</returns>
    public static long? LongestWindowIn(string refusal)
    {
        Match match = LongestWindow().Match(refusal);
        if (!match.Success)
        {
            return null;
        }

        double seconds = (Number("h") * 3600) + (Number("m") * 60) + Number("s");
        return seconds is >= 1 and < 1e9 ? (long)seconds : null;

        double Number(string group) => double.TryParse(match.Groups[group].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) ? value : 0;
    }

    /// <summary>The largest limit that Tempo says it takes.</summary>
    /// <param name="refusal">Why it refused one.</param>
    /// <returns>The limit, at least 1; null when the refusal is about something else.</returns>
    public static int? LargestLimitIn(string refusal)
        => LargestLimit().Match(refusal) is { Success: true } match
            && int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) && limit > 0
            ? limit
            : null;

    /// <summary>Whether a 404 is about the trace; otherwise there is no such address, as in versions that lack it.</summary>
    /// <param name="mediaType">The answer's media type.</param>
    /// <param name="said">What it says.</param>
    /// <returns>Whether it is about the trace.</returns>
    public static bool IsAboutTrace(string mediaType, string said)
        => mediaType != "text/html"
            && !said.Contains("page not found", StringComparison.OrdinalIgnoreCase)
            && !said.Contains("no route", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a version knows the hint that asks for the newest traces. Versions from 2.4 on accept any hint, and pass over those they do not know.</summary>
    /// <param name="version">The version as the server names it, for instance <c>2.8.1</c>, <c>v2.7.0</c> or <c>main-1a2b3c</c>.</param>
    /// <returns>False for a number before 2.8.</returns>
    public static bool GivesNewest(string version)
        => !Version.TryParse(version.TrimStart('v').Split('-', '+')[0], out Version? number) || number >= new Version(2, 8);

    [GeneratedRegex("exceeds (?:(?<h>[0-9]+)h)?(?:(?<m>[0-9]+)m)?(?:(?<s>[0-9.]+)s)?\\.? received start=", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex LongestWindow();

    [GeneratedRegex("exceeds max limit ([0-9]+)", RegexOptions.NonBacktracking)]
    private static partial Regex LargestLimit();
}
