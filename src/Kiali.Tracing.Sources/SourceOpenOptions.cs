namespace Kiali.Tracing.Sources;

/// <summary>How sources are opened.</summary>
public sealed record SourceOpenOptions
{
    /// <summary>The folder that relative paths start at; null for the process's current one.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The folder that <c>~</c> stands for; null for the user's own.</summary>
    public string? HomeDirectory { get; init; }
}
