namespace Kiali.Tracing.Interactive.Verbs;

/// <summary>What a value names, so that a host can complete it.</summary>
public enum VerbValueKind
{
    /// <summary>Nothing that could be listed.</summary>
    Free = 0,

    /// <summary>A workload.</summary>
    Workload = 1,

    /// <summary>A namespace.</summary>
    Namespace = 2,

    /// <summary>A trace's id.</summary>
    TraceId = 3,

    /// <summary>A verb.</summary>
    Verb = 4,
}
