using Xunit;

namespace Kiali.Tracing.Sources.Tests.Referee;

/// <summary>A test of several inputs that asks a real Prometheus; it is skipped, saying so, where there is none.</summary>
public sealed class PrometheusTheoryAttribute : TheoryAttribute
{
    public PrometheusTheoryAttribute()
    {
        if (!PrometheusTools.Exist)
        {
            Skip = PrometheusTools.AbsenceMessage;
        }
    }
}
