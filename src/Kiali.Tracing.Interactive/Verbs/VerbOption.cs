namespace Kiali.Tracing.Interactive.Verbs;

/// <summary>An option of a verb.</summary>
/// <param name="Name">Its name with dashes, for instance <c>--workload</c>.</param>
/// <param name="Description">What it does, for the help: a phrase without a full stop.</param>
public sealed record VerbOption(string Name, string Description)
{
    /// <summary>A one-letter name with its dash; null when there is none.</summary>
    public string? Alias { get; init; }

    /// <summary>What its value is called in the help, in capitals; null for a flag.</summary>
    public string? ValueName { get; init; }

    /// <summary>The default, in words, for the help; null when there is none.</summary>
    public string? Default { get; init; }

    /// <summary>Whether it may come several times.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>What completes its value.</summary>
    public VerbValueKind ValueKind { get; init; }

    /// <summary>The values it may have; empty when they are not listed.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
}
