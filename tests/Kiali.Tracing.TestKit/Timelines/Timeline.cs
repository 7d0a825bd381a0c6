using System.Globalization;
using Kiali.Tracing.Columns;

namespace Kiali.Tracing.TestKit.Timelines;

/// <summary>Makes a trace from a drawing, so that a test shows what it is about.</summary>
/// <remarks>
/// One line a span: its name, indented by two spaces under its parent's, and a bar from <c>[</c> to <c>]</c>. The bracket's column is the time: 10 ms a column,
/// counted from the leftmost <c>[</c>. Behind the bar may stand the kind and attributes, <c>client http.status_code=503</c>; <c>error</c> alone sets the status.
/// A name <c>service/what</c> says the service; a name without a slash is both.
/// <code>
/// gateway     [=========]
///   product    [=======]
///     details   [=]
///     reviews      [===]  client http.status_code=503
/// </code>
/// </remarks>
public static class Timeline
{
    /// <summary>The start of the first drawn span, Unix nanoseconds.</summary>
    public const long StartUnixNano = 1_794_654_000_000_000_000;

    private const long NanosPerColumn = 10 * UnixTime.NanosPerMilli;
    private const int IndentPerDepth = 2;

    /// <summary>Makes the trace of a drawing.</summary>
    /// <param name="drawing">The drawing.</param>
    /// <param name="traceNumber">A number that makes the trace's id; default 1.</param>
    /// <returns>The trace.</returns>
    public static Trace Draw(string drawing, int traceNumber = 1)
    {
        SpanColumnsBuilder builder = new();
        AddTo(builder, drawing, traceNumber);
        return TraceSet.Create([builder.Build()]).Traces.Single();
    }

    /// <summary>Adds the spans of a drawing to columns.</summary>
    /// <param name="builder">The columns.</param>
    /// <param name="drawing">The drawing.</param>
    /// <param name="traceNumber">A number that makes the trace's id.</param>
    /// <param name="shiftMs">How much later than <see cref="StartUnixNano"/> the drawing begins, milliseconds.</param>
    public static void AddTo(SpanColumnsBuilder builder, string drawing, int traceNumber, long shiftMs = 0)
    {
        string[] lines = drawing.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        int origin = lines.Where(line => line.Contains('[', StringComparison.Ordinal)).Min(line => line.IndexOf('[', StringComparison.Ordinal));
        List<SpanId> path = [];
        ulong number = 0;
        foreach (string line in lines)
        {
            int open = line.IndexOf('[', StringComparison.Ordinal);
            int close = line.IndexOf(']', StringComparison.Ordinal);
            string name = line[..open].Trim();
            int depth = (line.Length - line.TrimStart(' ').Length) / IndentPerDepth;
            SpanId id = new(((ulong)traceNumber << 32) + ++number);
            path.RemoveRange(depth, path.Count - depth);
            builder.SetIds(new TraceId(0, (ulong)traceNumber), id);
            builder.SetParent(depth == 0 ? default : path[depth - 1]);
            builder.SetName(builder.AddString(name));
            long start = StartUnixNano + (shiftMs * UnixTime.NanosPerMilli);
            builder.SetTimes(start + ((open - origin) * NanosPerColumn), start + ((close - origin) * NanosPerColumn));
            string service = name.Split('/')[0];
            builder.SetOrigin(builder.AddResource(new Resource(AttributeSet.OfTexts(("service.name", service)))), 0);
            SetFacts(builder, line[(close + 1)..]);
            builder.Commit();
            path.Add(id);
        }
    }

    private static void SetFacts(SpanColumnsBuilder builder, string text)
    {
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (word == "error")
            {
                builder.SetStatus(SpanStatusCode.Error);
            }
            else if (word.Split('=', 2) is [string key, string value])
            {
                builder.AddTextAttribute(builder.AddString(key), builder.AddString(value));
            }
            else
            {
                builder.SetKind(Enum.Parse<SpanKind>(CultureInfo.InvariantCulture.TextInfo.ToTitleCase(word)));
            }
        }
    }
}
