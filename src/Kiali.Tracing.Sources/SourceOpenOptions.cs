namespace Kiali.Tracing.Sources;

/// <summary>How sources are opened.</summary>
public sealed record SourceOpenOptions
{
    /// <summary>The folder that relative paths start at; null for the process's current one.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The folder that <c>~</c> stands for; null for the user's own.</summary>
    public string? HomeDirectory { get; init; }

    /// <summary>How one is let in at a back end.</summary>
    public SourceAccess Access { get; init; } = SourceAccess.Anonymous;

    /// <summary>How long one question may take, with all its repetitions; default 30 s.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock of deadlines, waits and live sources.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The mean wait before the first repetition of a failed question, doubled with each further one; default 200 ms.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Numbers of at least 0 and below 1 that spread the waits of many clients; null for random ones.</summary>
    public Func<double>? Jitter { get; init; }

    /// <summary>Where sources tell how far they are; null when nobody listens.</summary>
    public IProgress<SourceProgress>? Progress { get; init; }
}
