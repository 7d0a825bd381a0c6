using System.Collections.Immutable;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Interactive.Hosting;
using Kiali.Tracing.Views;
using Microsoft.Data.Analysis;

namespace Kiali.Tracing.Interactive.Verbs;

/// <summary>What a verb shows, in all its projections; the host picks.</summary>
/// <param name="View">The answer for people.</param>
public sealed record VerbResult(View View)
{
    /// <summary>Writes the answer as JSON of the contract; null for a verb without JSON.</summary>
    public Action<Stream>? WriteJson { get; init; }

    /// <summary>Makes the answer's data frame; null for a verb without one.</summary>
    public Func<DataFrame>? Frame { get; init; }

    /// <summary>Makes the answer's picture for <c>--format svg</c> and <c>png</c>; null for a verb without one.</summary>
    public Func<Figure>? Figure { get; init; }

    /// <summary>Whether nothing was left out; false makes the exit code 4.</summary>
    public bool Complete { get; init; } = true;

    /// <summary>What was left out, changed or could not be read.</summary>
    public ImmutableArray<Warning> Warnings { get; init; } = [];

    /// <summary>The exit code of a complete result.</summary>
    public int ExitCode { get; init; } = ExitCodes.Success;
}
