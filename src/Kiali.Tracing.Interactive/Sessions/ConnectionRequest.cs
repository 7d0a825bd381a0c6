using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Interactive.Sessions;

/// <summary>A source that is to be opened, and how.</summary>
/// <param name="Uri">Its URI.</param>
public sealed record ConnectionRequest(string Uri)
{
    /// <summary>How one is let in.</summary>
    public SourceAccess Access { get; init; } = SourceAccess.Anonymous;

    /// <summary>How long one question may take; null for the standard of <see cref="SourceOpenOptions.Deadline"/>.</summary>
    public TimeSpan? Timeout { get; init; }
}
