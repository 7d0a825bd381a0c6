using System.Collections.Immutable;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Graphs;

namespace Kiali.Tracing.Figures.Graphs;

/// <summary>What is written at an edge: its rate and errors; at the only way out of a service, where both are the service's own, the response time.</summary>
internal static class EdgeLabel
{
    public static ImmutableArray<TextRun> Of(MeshEdge edge, bool isOnlyWayOfService)
    {
        if (edge.OnlyInTrace)
        {
            return [];
        }

        if ((edge.Traffic.RequestsPerSecond ?? edge.Traffic.MessagesPerSecond ?? edge.Traffic.BytesPerSecond) == 0)
        {
            return ["idle"];
        }

        if (isOnlyWayOfService && edge.ResponseTimes.P95 is { } p95)
        {
            return [P95(p95)];
        }

        ImmutableArray<TextRun>.Builder lines = ImmutableArray.CreateBuilder<TextRun>();
        if (edge.Traffic.RequestsPerSecond is { } rate)
        {
            lines.Add(NumberText.WithUnit(Rate(rate), "rps"));
        }
        else if (edge.Traffic.MessagesPerSecond is { } messages)
        {
            lines.Add(NumberText.WithUnit(Rate(messages), "msg/s"));
        }
        else if (edge.Traffic.BytesPerSecond is { } bytes)
        {
            lines.Add(bytes < 1000 ? NumberText.WithUnit(NumberText.Fixed(bytes, 0), "B/s") : NumberText.WithUnit(NumberText.Fixed(bytes / 1000, 1), "kB/s"));
        }

        if (edge.Traffic.ErrorPercent >= 0.05)
        {
            lines.Add(TextRun.Strong("✕\u00a0" + Share(edge.Traffic.ErrorPercent.Value)));
        }
        else if (edge.Health > HealthStatus.Healthy && edge.Traffic.ClientErrorPercent is { } client)
        {
            lines.Add(TextRun.Strong("4xx\u00a0" + Share(client)));
        }

        return lines.ToImmutable();
    }

    public static string Rate(double perSecond) => NumberText.Fixed(perSecond, perSecond >= 99.5 ? 0 : perSecond >= 0.095 ? 1 : 2);

    private static string P95(double milliseconds) => "p95\u00a0" + NumberText.Fixed(milliseconds, milliseconds < 9.95 ? 1 : 0);

    private static string Share(double percent) => NumberText.WithUnit(NumberText.Fixed(percent, percent < 0.95 ? 1 : 0), "%");
}
