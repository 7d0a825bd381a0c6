using System.Collections.Immutable;

namespace Kiali.Tracing.Interactive.Hosting;

/// <summary>The exit codes of the command line. A notebook uses the same numbers to tell a failed cell.</summary>
public static class ExitCodes
{
    /// <summary>All went well; an empty window is well too.</summary>
    public const int Success = 0;

    /// <summary>A gate failed.</summary>
    public const int GateFailed = 1;

    /// <summary>The command line was wrong.</summary>
    public const int Usage = 2;

    /// <summary>A source was unreachable or unreadable.</summary>
    public const int SourceFailed = 3;

    /// <summary>The result is incomplete: a truncated file, a limit, a deadline, one of several sources down.</summary>
    public const int Incomplete = 4;

    /// <summary>The trace, workload or namespace asked for does not exist.</summary>
    public const int NotFound = 5;

    /// <summary>An error of this program.</summary>
    public const int InternalError = 70;

    /// <summary>Interrupted.</summary>
    public const int Interrupted = 130;

    private static readonly ImmutableArray<int> Precedence =
        [Interrupted, Usage, InternalError, SourceFailed, GateFailed, Incomplete, NotFound, Success];

    /// <summary>The one code to exit with when several hold: 130, 2, 70, 3, 1, 4, 5, 0, the first that is there.</summary>
    /// <param name="codes">The codes that hold.</param>
    /// <returns>The strongest of them, or <see cref="Success"/> when there are none.</returns>
    public static int Strongest(params ReadOnlySpan<int> codes)
    {
        foreach (int candidate in Precedence)
        {
            if (codes.Contains(candidate))
            {
                return candidate;
            }
        }

        return Success;
    }
}
