namespace Kiali.Tracing.SemanticConventions;

/// <summary>The values of <see cref="IstioLabels.Reporter"/>: whose proxy tells.</summary>
public static class IstioReporters
{
    /// <summary>The caller's proxy.</summary>
    public const string Source = "source";

    /// <summary>The callee's proxy.</summary>
    public const string Destination = "destination";

    /// <summary>The waypoint between them.</summary>
    public const string Waypoint = "waypoint";
}
