namespace Kiali.Tracing.Views;

/// <summary>How the view of a mesh graph is made.</summary>
public sealed record GraphViewOptions
{
    /// <summary>How the host calls verbs, for instance <c>#!kiali</c>; null (the default) leaves the next commands out.</summary>
    public string? CallName { get; init; }

    /// <summary>How many edges the table shows before it folds; default 20.</summary>
    public int Rows { get; init; } = 20;
}
