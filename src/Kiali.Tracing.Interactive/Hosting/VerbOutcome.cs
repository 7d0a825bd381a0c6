using System.Collections.Immutable;

namespace Kiali.Tracing.Interactive.Hosting;

/// <summary>How a verb ended, and what it leaves behind for later cells.</summary>
/// <param name="ExitCode">One of <see cref="ExitCodes"/>; a notebook shows a cell as failed unless it is <see cref="ExitCodes.Success"/> or <see cref="ExitCodes.Incomplete"/>.</param>
/// <param name="Variables">The variables that later C# cells see, by name: the frame of <c>--name</c>, typed by the value's own type.</param>
/// <param name="Error">The one-line error when the verb failed, else null.</param>
public sealed record VerbOutcome(int ExitCode, ImmutableSortedDictionary<string, object> Variables, string? Error = null)
{
    /// <summary>The outcome of a verb that succeeded and defined nothing.</summary>
    public static VerbOutcome Success { get; } = new(ExitCodes.Success, ImmutableSortedDictionary<string, object>.Empty);
}
