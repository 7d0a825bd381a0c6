using System.Text.RegularExpressions;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.OpenMetrics;

/// <summary>Tells metrics in text by their first lines.</summary>
internal static partial class MetricText
{
    private const int LooksAt = 20;

    /// <summary>Whether all of the first lines are comments or samples, and one of them is surely a metric's.</summary>
    /// <param name="head">The first bytes.</param>
    public static bool IsRecognized(FileHead head)
    {
        bool isSure = false;
        foreach (string line in head.Lines.Take(LooksAt))
        {
            bool isDeclaration = Declaration().IsMatch(line);
            bool isSample = !isDeclaration && Sample().IsMatch(line);
            if (!isDeclaration && !isSample && !line.TrimStart().StartsWith('#'))
            {
                return false;
            }

            isSure |= isDeclaration || isSample;
        }

        return isSure;
    }

    [GeneratedRegex(@"^# (EOF$|(HELP|TYPE|UNIT) [a-zA-Z_:""])", RegexOptions.NonBacktracking)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^[ \t]*[a-zA-Z_:][a-zA-Z0-9_:]*[ \t]*(\{.*\})?[ \t]+([-+]?[0-9.]+([eE][-+]?[0-9]+)?|NaN|[-+]?Inf)([ \t]+-?[0-9.]+)?([ \t]+#.*)?[ \t]*$", RegexOptions.NonBacktracking)]
    private static partial Regex Sample();
}
