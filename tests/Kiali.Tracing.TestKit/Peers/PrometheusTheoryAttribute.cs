using Xunit;

namespace Kiali.Tracing.TestKit.Peers;

/// <summary>A test of several inputs that asks a real Prometheus; it is skipped, saying so, where there is none.</summary>
public sealed class PrometheusTheoryAttribute : TheoryAttribute
{
    public PrometheusTheoryAttribute()
    {
        if (!PeerTools.HavePrometheus)
        {
            Skip = PeerTools.AbsenceOf("prometheus");
        }
    }
}
