using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Kiali.Tracing.Tool.Jupyter.Scripting;

/// <summary>The compiler's errors, as a cell shows them: the message, the line, and where in it.</summary>
internal static class CellDiagnostics
{
    private const string Name = "CompilationError";
    private const int MaximumShown = 10;

    /// <exception cref="CellFailureException">There is an error among the diagnostics.</exception>
    public static void ThrowIfErrors(IEnumerable<Diagnostic> diagnostics, string path)
    {
        ImmutableArray<Diagnostic> all = [.. diagnostics];
        if (all.Any(IsError))
        {
            throw Failure(all, path);
        }
    }

    public static CellFailureException Failure(ImmutableArray<Diagnostic> diagnostics, string path)
    {
        ImmutableArray<Diagnostic> errors = [.. diagnostics.Where(IsError).OrderBy(error => error.Location.SourceSpan.Start)];
        ImmutableArray<string>.Builder lines = ImmutableArray.CreateBuilder<string>();
        foreach (Diagnostic error in errors.Take(MaximumShown))
        {
            Append(lines, error, path);
        }

        if (errors.Length > MaximumShown)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"… and {errors.Length - MaximumShown} more errors"));
        }

        string first = errors.Length == 0 ? "the compiler refused the cell" : Message(errors[0]);
        return new CellFailureException(Name, first, lines.ToImmutable());
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;

    private static string Message(Diagnostic error)
    {
        string text = error.GetMessage(CultureInfo.InvariantCulture);
        bool isPackage = error.Id == "CS0006" && text.Contains("nuget:", StringComparison.OrdinalIgnoreCase);
        return isPackage ? "#r \"nuget: …\" is not supported here: reference a file, #r \"/path/to/library.dll\"" : text;
    }

    private static void Append(ImmutableArray<string>.Builder lines, Diagnostic error, string path)
    {
        LinePosition start = error.Location.GetLineSpan().StartLinePosition;
        if (!error.Location.IsInSource)
        {
            lines.Add($"{error.Id}: {Message(error)}");
            return;
        }

        lines.Add(string.Create(
            CultureInfo.InvariantCulture, $"{path}, line {start.Line + 1}, column {start.Character + 1}: {error.Id}: {Message(error)}"));
        string line = error.Location.SourceTree!.GetText().Lines[start.Line].ToString();
        lines.Add("    " + line);
        lines.Add("    " + new string([.. line.Take(start.Character).Select(c => c == '\t' ? '\t' : ' ')]) + "^");
    }
}
