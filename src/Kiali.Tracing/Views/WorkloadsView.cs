using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Workloads;
using Kiali.Tracing.Catalog;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Mapping;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Views;

/// <summary>The view of workloads: a table, folded past 40.</summary>
public static class WorkloadsView
{
    private const int MostRows = 40;
    private const int MostPods = 3;

    /// <summary>The view of workloads.</summary>
    /// <param name="result">The workloads.</param>
    /// <param name="callName">How the host calls verbs, for instance <c>#!kiali</c>; null leaves the next commands out.</param>
    /// <returns>The view.</returns>
    public static View Of(WorkloadsResult result, string? callName = null)
    {
        ImmutableArray<ViewBlock>.Builder blocks = ImmutableArray.CreateBuilder<ViewBlock>();
        int namespaces = result.Workloads.Select(workload => workload.Ref.Namespace).Distinct(StringComparer.Ordinal).Count();
        int pods = result.Workloads.Sum(workload => workload.Pods.Length);
        if (result.Workloads.IsEmpty)
        {
            blocks.Add(new MessageBlock(MessageKind.Note, result.FromSpans ? "No span of the window names a workload." : "There are no workloads."));
        }
        else
        {
            blocks.Add(LineBlock.Of(
                $"{NumberText.Counted(result.Workloads.Length, "workload")} in {NumberText.Counted(namespaces, "namespace")}, {NumberText.Counted(pods, "pod")}."
                + (result.FromSpans ? " Gathered from spans, as no source has a catalogue." : string.Empty)));
        }

        if (result.Mapping is { } mapping && mapping.Spans.Any(told => told.Key != WorkloadEvidence.None))
        {
            blocks.Add(LineBlock.Of(
                "Their workloads were told by "
                + string.Join(", ", mapping.Spans.Where(told => told.Key != WorkloadEvidence.None).Select(told => $"{WordOf(told.Key)} ({NumberText.Counted(told.Value, "span")})"))
                + "."));
        }

        blocks.AddRange(result.Warnings.Select(warning => new MessageBlock(MessageKind.Warning, warning.Message)));
        if (!result.Workloads.IsEmpty)
        {
            int shown = Math.Min(MostRows, result.Workloads.Length);
            blocks.Add(Table(result.Workloads[..shown]));
            if (shown < result.Workloads.Length)
            {
                blocks.Add(new FoldBlock($"{NumberText.Count(result.Workloads.Length - shown)} more workloads", [Table(result.Workloads[shown..])]));
            }

            if (callName is not null)
            {
                WorkloadRef first = result.Workloads[0].Ref;
                blocks.Add(new CommandsBlock(
                [
                    new CommandHint($"{callName} metrics -n {first.Namespace} -w {first.Name}", $"requests, errors and durations of {first.Name}"),
                    new CommandHint($"{callName} graph", "who calls whom"),
                ]));
            }
        }

        string subject = result.Namespace ?? "all namespaces";
        string window = result.FromSpans ? $" · {TimeText.Window(result.Window.Range.StartUnixNano, result.Window.Range.EndUnixNano)}" : string.Empty;
        return new View([TextRun.Strong("workloads"), $" · {subject}{window}"]) { Blocks = blocks.ToImmutable() };
    }

    private static string WordOf(WorkloadEvidence evidence) => evidence switch
    {
        WorkloadEvidence.WaypointAttributes => "waypoints",
        WorkloadEvidence.NodeId => EnvoyAttributes.NodeId,
        WorkloadEvidence.ServiceMap => "the service map",
        WorkloadEvidence.ResourceOwner => "k8s owners",
        WorkloadEvidence.ResourcePod => OpenTelemetryAttributes.PodName,
        WorkloadEvidence.CanonicalService => EnvoyAttributes.CanonicalService,
        WorkloadEvidence.Hostname => "host names",
        _ => "service names",
    };

    private static TableBlock Table(ImmutableArray<Workload> workloads) => new(
        [
            new("namespace") { Width = 130 }, new("workload") { Width = 190 }, new("kind") { Width = 100 }, new("app") { Width = 150 },
            new("version") { Width = 80 }, new("pods", CellAlign.Right) { Width = 50 }, new("names"),
        ],
        [
            .. workloads.Select(workload => TableRow.Of(
                workload.Ref.Namespace,
                workload.Ref.Name,
                workload.Kind,
                workload.App,
                workload.Version,
                NumberText.Count(workload.Pods.Length),
                Names(workload))),
        ]);

    private static TableCell Names(Workload workload)
    {
        string text = string.Join(", ", workload.Pods.Take(MostPods).Select(pod => NameText.ShortPod(pod.Name)));
        return workload.Pods.IsEmpty ? TableCell.Empty
            : TableCell.Of(workload.Pods.Length > MostPods ? $"{text}, …" : text) with { Tooltip = string.Join(", ", workload.Pods.Take(20).Select(pod => pod.Name)) };
    }
}
