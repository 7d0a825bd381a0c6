using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Kiali.Tracing.Logs;

/// <summary>Tells which lines of one container continue the line before: the frames of stack traces of Java, Python, JavaScript, .NET, Go and Ruby.</summary>
/// <remarks>
/// Asked line by line, in the order they were written. A line continues only within a second. What an error line says, a line that names an exception or opens
/// a traceback goes on saying.
/// </remarks>
internal sealed partial class ContinuedLines
{
    private static readonly ImmutableArray<string> Starts =
    [
        "Caused by: ", "Suppressed: ", "Traceback (most recent call last)", "During handling of the above exception", "The above exception was the direct cause",
        "at ", "... ", "--- End of ", "created by ", "[signal SIG",
    ];

    private bool _any;
    private long _lastUnixNano;
    private LogSeverity _severity;
    private bool _open;

    /// <summary>The severity of the line that is continued.</summary>
    public LogSeverity Severity => _severity;

    /// <summary>Takes the next line.</summary>
    /// <param name="unixNano">When it was received.</param>
    /// <param name="line">The line.</param>
    /// <param name="severity">What it says itself; null when it does not.</param>
    /// <returns>Whether it continues the one before.</returns>
    public bool Continues(long unixNano, string line, LogSeverity? severity)
    {
        bool near = _any && unixNano - _lastUnixNano < UnixTime.NanosPerSecond;
        bool frame = IsFrame(line);
        bool exception = !frame && IsException(line);
        bool continues = near && (frame || (exception && (_open || _severity >= LogSeverity.Warn)) || (_open && GoFunction().IsMatch(line)));
        if (!continues)
        {
            _severity = severity ?? (exception || IsPanic(line) ? LogSeverity.Error : LogSeverity.Info);
        }

        _open = frame || exception || IsPanic(line) || (continues && _open);
        _any = true;
        _lastUnixNano = unixNano;
        return continues;
    }

    private static bool IsFrame(string line)
    {
        if (line.Length == 0)
        {
            return false;
        }

        if (line[0] is ' ' or '\t')
        {
            return !string.IsNullOrWhiteSpace(line);
        }

        foreach (string start in Starts)
        {
            if (line.StartsWith(start, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return Goroutine().IsMatch(line);
    }

    private static bool IsPanic(string line) => line.StartsWith("panic: ", StringComparison.Ordinal) || line.StartsWith("fatal error: ", StringComparison.Ordinal);

    private static bool IsException(string line) => line.Length > 0 && char.IsAsciiLetter(line[0]) && ExceptionName().IsMatch(line);

    [GeneratedRegex(@"^[A-Za-z_$][A-Za-z0-9_$.]*(Exception|Error|Throwable|Exit|Interrupt|Warning)(:| \[|$)", RegexOptions.NonBacktracking)]
    private static partial Regex ExceptionName();

    [GeneratedRegex(@"^goroutine \d+ \[", RegexOptions.NonBacktracking)]
    private static partial Regex Goroutine();

    // main.(*server).handle(0xc000012345, {0x1, 0x2})
    [GeneratedRegex(@"^[A-Za-z0-9_./*()-]+\([^)]*\)$", RegexOptions.NonBacktracking)]
    private static partial Regex GoFunction();
}
