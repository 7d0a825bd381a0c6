namespace Kiali.Tracing.Views;

/// <summary>How the view of <c>logs</c> is shown.</summary>
public sealed record LogsViewOptions
{
    /// <summary>How many rows are shown at the top. Default 60.</summary>
    public int Head { get; init; } = 60;

    /// <summary>How many rows are shown at the bottom. Default 60.</summary>
    public int Tail { get; init; } = 60;

    /// <summary>The variable that holds the frame. Default <c>logs</c>.</summary>
    public string FrameName { get; init; } = "logs";

    /// <summary>How the host calls verbs, for the next commands; null (the default) shows none.</summary>
    public string? CallName { get; init; }
}
