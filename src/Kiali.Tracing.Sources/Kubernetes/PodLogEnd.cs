namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>Why the reading of a log ended.</summary>
internal enum PodLogEnd
{
    /// <summary>There was no more.</summary>
    Whole,

    /// <summary>The server stopped at the most bytes.</summary>
    Cut,

    /// <summary>What came was from after the window.</summary>
    Passed,

    /// <summary>The deadline came first.</summary>
    Late,
}
