using Xunit;

namespace Kiali.Tracing.TestKit.Peers;

/// <summary>A test that asks a real VictoriaMetrics; it is skipped, saying so, where there is none.</summary>
public sealed class VictoriaMetricsFactAttribute : FactAttribute
{
    public VictoriaMetricsFactAttribute()
    {
        if (!PeerTools.HaveVictoriaMetrics)
        {
            Skip = PeerTools.AbsenceOf("victoria-metrics");
        }
    }
}
