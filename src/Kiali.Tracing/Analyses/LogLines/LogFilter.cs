using System.Text.RegularExpressions;
using Kiali.Tracing.Logs;

namespace Kiali.Tracing.Analyses.LogLines;

/// <summary>Keeps the lines that were asked for. A line and those that continue it stay together.</summary>
internal static class LogFilter
{
    /// <summary>Filters lines.</summary>
    /// <param name="lines">The lines by time.</param>
    /// <param name="options">What was asked for.</param>
    /// <returns>Those to show, in their order.</returns>
    public static List<LogLine> Apply(List<LogLine> lines, LogsOptions options)
    {
        // One number a group: a line and its continuations, which lines of other containers may part.
        int[] groups = new int[lines.Count];
        Dictionary<(string?, string?, string?), int> open = [];
        List<(bool Shown, bool Hidden)> found = [];
        for (int index = 0; index < lines.Count; index++)
        {
            LogLine line = lines[index];
            (string?, string?, string?) container = (line.Workload?.Namespace, line.Pod, line.Container);
            if (!line.ContinuesLine || line.Origin == LogOrigin.Span || !open.TryGetValue(container, out int group))
            {
                group = found.Count;
                found.Add((false, false));
                open[container] = group;
            }

            groups[index] = group;
            found[group] = (found[group].Shown || Matches(options.Show, line, true), found[group].Hidden || Matches(options.Hide, line, false));
        }

        return
        [
            .. lines.Where((line, index) => found[groups[index]] is (true, false)
                && line.Severity >= options.LeastSeverity
                && (options.Origins.IsEmpty || options.Origins.Contains(line.Origin))),
        ];
    }

    private static bool Matches(Regex? pattern, LogLine line, bool otherwise)
        => pattern is null || line.Origin == LogOrigin.Span ? otherwise : pattern.IsMatch(line.Message);
}
