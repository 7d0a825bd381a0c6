using Xunit;

namespace Kiali.Tracing.Sources.Tests.Referee;

/// <summary>A test that asks a real Prometheus; it is skipped, saying so, where there is none.</summary>
public sealed class PrometheusFactAttribute : FactAttribute
{
    public PrometheusFactAttribute()
    {
        if (!PrometheusTools.Exist)
        {
            Skip = PrometheusTools.AbsenceMessage;
        }
    }
}
