using System.Collections.Immutable;

namespace Kiali.Tracing.Tool.Jupyter.Scripting;

/// <summary>How a cell ended.</summary>
internal sealed record CellOutcome
{
    /// <summary>The last expression's value; null when there is none, or when the cell failed.</summary>
    public MimeBundle? Result { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public CellFailureException? Failure { get; init; }

    /// <summary>What the front end shows in its pager.</summary>
    public ImmutableArray<MimeBundle> Pages { get; init; } = [];

    /// <summary>The values that the front end asked for besides, by its names for them.</summary>
    public ImmutableSortedDictionary<string, CellOutcome> Expressions { get; init; } = ImmutableSortedDictionary<string, CellOutcome>.Empty;

    /// <summary>Whether the cell asked to end the kernel.</summary>
    public bool EndsSession { get; init; }

    public static CellOutcome Ok(MimeBundle? result) => new() { Result = result };

    public static CellOutcome Failed(CellFailureException failure) => new() { Failure = failure };
}
