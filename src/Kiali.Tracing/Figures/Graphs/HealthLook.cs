using Kiali.Tracing.Graphs;

namespace Kiali.Tracing.Figures.Graphs;

/// <summary>The sign, colour and word of a health.</summary>
internal static class HealthLook
{
    public static NodeSign SignOf(HealthStatus health) => health switch
    {
        HealthStatus.Healthy => NodeSign.Healthy,
        HealthStatus.Degraded => NodeSign.Degraded,
        HealthStatus.Failing => NodeSign.Failing,
        _ => NodeSign.None,
    };

    public static Rgb LineOf(HealthStatus health) => health switch
    {
        HealthStatus.Healthy => Palette.Healthy,
        HealthStatus.Degraded => Palette.Degraded,
        HealthStatus.Failing => Palette.Error,
        _ => Palette.Series,
    };

    public static Rgb TextOf(HealthStatus health) => health == HealthStatus.Degraded ? Palette.DegradedText : LineOf(health);
}
