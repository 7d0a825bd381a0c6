using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Kiali.Tracing.Logs;

namespace Kiali.Tracing.Views;

/// <summary>Folds log lines to rows: frames of a stack trace under the line they continue; a line that its container repeats, digits aside, into one.</summary>
/// <remarks>Lines of other containers in between do not matter. Spans never fold, nor do lines that are joined in another way or to another trace or span.</remarks>
internal static partial class LogRows
{
    /// <summary>Folds lines.</summary>
    /// <param name="lines">The lines by time.</param>
    /// <returns>The rows, each at the place of its first line.</returns>
    public static ImmutableArray<LogRow> Of(ImmutableArray<LogLine> lines)
    {
        List<LogRow> rows = [];
        Dictionary<(string?, string?, string?), (int Row, string Key)> last = [];
        foreach ((LogLine line, ImmutableArray<LogLine> frames) in WithFrames(lines))
        {
            string text = LogText.Of(line);
            string key = line.Origin == LogOrigin.Span
                ? string.Empty
                : $"{line.Join} {line.TraceId} {line.SpanId} {line.Severity} {frames.Length} {Digits().Replace(Hex().Replace(text, "0"), "0")}";
            if (key.Length > 0 && last.TryGetValue(ContainerOf(line), out (int Row, string Key) before) && before.Key == key)
            {
                rows[before.Row] = rows[before.Row] with { Count = rows[before.Row].Count + 1, LastUnixNano = line.UnixNano };
                continue;
            }

            if (key.Length > 0)
            {
                last[ContainerOf(line)] = (rows.Count, key);
            }

            rows.Add(new LogRow(line, text, frames, 1, line.UnixNano));
        }

        return [.. rows];
    }

    private static List<(LogLine Line, ImmutableArray<LogLine> Frames)> WithFrames(ImmutableArray<LogLine> lines)
    {
        List<(LogLine Line, List<LogLine>? Frames)> heads = [];
        Dictionary<(string?, string?, string?), int> open = [];
        foreach (LogLine line in lines)
        {
            if (line.ContinuesLine && open.TryGetValue(ContainerOf(line), out int head))
            {
                List<LogLine> frames = heads[head].Frames ?? [];
                frames.Add(line);
                heads[head] = (heads[head].Line, frames);
                continue;
            }

            if (line.Origin != LogOrigin.Span)
            {
                open[ContainerOf(line)] = heads.Count;
            }

            heads.Add((line, null));
        }

        return [.. heads.Select(head => (head.Line, head.Frames is null ? ImmutableArray<LogLine>.Empty : [.. head.Frames]))];
    }

    private static (string?, string?, string?) ContainerOf(LogLine line) => (line.Workload?.Namespace, line.Pod, line.Container);

    [GeneratedRegex(@"\d+", RegexOptions.NonBacktracking)]
    private static partial Regex Digits();

    [GeneratedRegex(@"\b[0-9a-f]*\d[0-9a-f]{7,}\b|\b[0-9a-f]{8,}\d[0-9a-f]*\b", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Hex();
}
