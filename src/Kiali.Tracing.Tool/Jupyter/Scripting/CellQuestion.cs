using System.Text.RegularExpressions;

namespace Kiali.Tracing.Tool.Jupyter.Scripting;

/// <summary>Cells such as <c>frame.Head?</c>, which ask what a name is.</summary>
internal static partial class CellQuestion
{
    /// <summary>Whether the cell is a question, and the name that it asks about.</summary>
    public static bool IsQuestion(string code, out string name)
    {
        string trimmed = code.Trim();
        name = trimmed.Trim('?');
        return name.Length < trimmed.Length && DottedName().IsMatch(name);
    }

    [GeneratedRegex(@"^@?[\p{L}_][\p{L}\p{Nd}_]*(\.@?[\p{L}_][\p{L}\p{Nd}_]*)*$", RegexOptions.NonBacktracking)]
    private static partial Regex DottedName();
}
