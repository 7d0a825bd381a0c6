using Xunit;

namespace Kiali.Tracing.TestKit.Peers;

/// <summary>A test that asks a real Prometheus; it is skipped, saying so, where there is none.</summary>
public sealed class PrometheusFactAttribute : FactAttribute
{
    public PrometheusFactAttribute()
    {
        if (!PeerTools.HavePrometheus)
        {
            Skip = PeerTools.AbsenceOf("prometheus");
        }
    }
}
