using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Kiali.Tracing.Tool.Jupyter.Scripting;

/// <summary>Turns an exception of a cell into what the user sees: what happened, and on which lines of which cells.</summary>
internal static class CellTraceback
{
    private const int MaximumFrames = 20;
    private const int MaximumCauses = 5;
    private const int MaximumMessage = 4_000;

    /// <summary>The failure of a cell that threw.</summary>
    /// <param name="exception">What it threw.</param>
    /// <param name="sourceLine">Gives a line, counted from 1, of a cell by its name; null when it is not known.</param>
    public static CellFailureException Failure(Exception exception, Func<string, int, string?> sourceLine)
    {
        Exception shown = Unwrap(exception);
        ImmutableArray<string>.Builder lines = ImmutableArray.CreateBuilder<string>();
        lines.Add(Title(shown));
        AppendFrames(lines, shown, sourceLine);
        Exception? cause = shown.InnerException;
        for (int i = 0; cause is not null && i < MaximumCauses; i++, cause = cause.InnerException)
        {
            lines.Add("caused by " + Title(cause));
            AppendFrames(lines, cause, sourceLine);
        }

        return new CellFailureException(Name(shown), Message(shown), lines.ToImmutable());
    }

    /// <summary>The failure of a cell that the user stopped.</summary>
    public static CellFailureException Interrupted(Exception exception, Func<string, int, string?> sourceLine)
    {
        ImmutableArray<string>.Builder lines = ImmutableArray.CreateBuilder<string>();
        const string message = "the cell was interrupted";
        lines.Add("Interrupted: " + message);
        AppendFrames(lines, Unwrap(exception), sourceLine);
        return new CellFailureException("Interrupted", message, lines.ToImmutable());
    }

    private static Exception Unwrap(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions: [{ } only] } => Unwrap(only),
        TargetInvocationException { InnerException: { } inner } => Unwrap(inner),
        _ => exception,
    };

    private static string Title(Exception exception) => $"{Name(exception)}: {Message(exception)}";

    private static string Name(Exception exception) => exception.GetType().Name;

    // The message is a property that a cell's own exception may override: it can throw, too.
    private static string Message(Exception exception)
    {
        try
        {
            string message = exception is InsufficientExecutionStackException
                ? "the recursion is too deep"
                : exception.Message;
            return message.Length <= MaximumMessage ? message : message[..MaximumMessage] + "…";
        }
#pragma warning disable CA1031 // whatever user code throws
        catch (Exception)
#pragma warning restore CA1031
        {
            return "(its message cannot be read)";
        }
    }

    private static void AppendFrames(ImmutableArray<string>.Builder lines, Exception exception, Func<string, int, string?> sourceLine)
    {
        int count = 0;
        string? previous = null;
        int repeats = 0;
        foreach (StackFrame frame in new StackTrace(exception, fNeedFileInfo: true).GetFrames())
        {
            if (Describe(frame, sourceLine) is not { } line)
            {
                continue;
            }

            if (line == previous)
            {
                repeats++;
                continue;
            }

            AppendRepeats(lines, ref repeats);
            if (++count > MaximumFrames)
            {
                lines.Add("  …");
                return;
            }

            lines.Add(line);
            previous = line;
        }

        AppendRepeats(lines, ref repeats);
    }

    private static void AppendRepeats(ImmutableArray<string>.Builder lines, ref int repeats)
    {
        if (repeats > 0)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"  … {repeats} times more"));
            repeats = 0;
        }
    }

    private static string? Describe(StackFrame frame, Func<string, int, string?> sourceLine)
    {
        if (frame.GetFileName() is not { } file || !file.StartsWith(CellExecution.PathPrefix, StringComparison.Ordinal))
        {
            return null;
        }

        int line = frame.GetFileLineNumber();
        string place = string.Create(CultureInfo.InvariantCulture, $"  {file}, line {line}");
        string function = FunctionName(frame.GetMethod());
        string code = sourceLine(file, line)?.Trim() ?? string.Empty;
        return $"{place}{(function.Length == 0 ? function : ", in " + function)}{(code.Length == 0 ? code : ": " + code)}";
    }

    // Compiled names: "<Main>d__3.MoveNext" is async, "<<Initialize>>g__Half|0_0" a local function, "<Initialize>b__0" a lambda.
    private static string FunctionName(MethodBase? method)
    {
        string name = method?.Name ?? string.Empty;
        if (name == "MoveNext" && method?.DeclaringType is { } machine)
        {
            name = machine.Name;
        }

        int local = name.IndexOf("g__", StringComparison.Ordinal);
        if (local >= 0)
        {
            int end = name.IndexOf('|', local);
            return end < 0 ? name[(local + 3)..] : name[(local + 3)..end];
        }

        if (!name.StartsWith('<'))
        {
            return name is ".ctor" or ".cctor" ? method?.DeclaringType?.Name ?? string.Empty : name;
        }

        return name.Contains("b__", StringComparison.Ordinal)
            ? "a lambda"
            : name.Contains("<Initialize>", StringComparison.Ordinal) || name.StartsWith("<Factory>", StringComparison.Ordinal)
                ? string.Empty
                : name[1..Math.Max(1, name.IndexOf('>', StringComparison.Ordinal))];
    }
}
