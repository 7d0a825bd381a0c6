using System.Globalization;
using System.Text;

namespace Kiali.Tracing.Sources.Loki;

/// <summary>Writes parts of LogQL.</summary>
internal static class LogQl
{
    private const string RegexSigns = @"\.+*?()|[]{}^$";

    /// <summary>A text as a quoted string.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The string, in which every sign stands for itself.</returns>
    public static string Quote(string text)
    {
        StringBuilder quoted = new("\"", text.Length + 2);
        foreach (Rune sign in text.EnumerateRunes())
        {
            if (sign.Value is '"' or '\\')
            {
                quoted.Append('\\').Append(sign);
            }
            else if (Rune.IsControl(sign))
            {
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{sign.Value:x4}");
            }
            else
            {
                quoted.Append(sign);
            }
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A pattern of RE2 that matches a text only.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The pattern.</returns>
    public static string Literal(string text) => string.Concat(text.Select(sign => RegexSigns.Contains(sign, StringComparison.Ordinal) ? "\\" + sign : sign.ToString()));

    /// <summary>A comparison of a label with some texts.</summary>
    /// <param name="label">The label.</param>
    /// <param name="values">The texts, at least one.</param>
    /// <returns>The comparison: of equality when there is one text.</returns>
    public static string OneOf(string label, IReadOnlyCollection<string> values)
        => values.Count == 1 ? $"{label}={Quote(values.First())}" : $"{label}=~{Quote(string.Join('|', values.Select(Literal)))}";

    /// <summary>A pattern for the names of the pods of workloads, and at most of a few others: who it is in truth is told by the pod's name.</summary>
    /// <param name="workloads">The workloads' names, at least one.</param>
    /// <returns>The pattern: a name alone, and with up to two parts behind it.</returns>
    public static string Pods(IEnumerable<string> workloads) => $"(?:{string.Join('|', workloads.Select(Literal))})(?:-[a-z0-9]+){{0,2}}";
}
