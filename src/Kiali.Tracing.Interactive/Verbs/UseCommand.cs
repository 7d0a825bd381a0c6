using Kiali.Tracing.Figures;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Interactive.Hosting;
using Kiali.Tracing.Interactive.ServiceMaps;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Interactive.Verbs;

/// <summary><c>use</c>: sets what the verbs that follow look at when they are not told otherwise.</summary>
public sealed class UseCommand : VerbCommand
{
    private static readonly VerbOption Clear = new("--clear", "forget the focus first");

    /// <inheritdoc/>
    public override VerbDefinition Definition { get; } = new("use", "Sets the focus: cluster, namespace, workload, window and service map of the cells that follow.")
    {
        Options = [.. CommonOptions.Target, .. CommonOptions.Window, Clear],
        Examples =
        [
            new("use -n bookinfo --from 14:00 --to 15:00", "one namespace, one hour"),
            new("use --service-map services.yaml", "the workloads of services whose spans do not name them"),
            new("use --clear", "everything again"),
        ],
        SeeAlso = ["status", "connect"],
        OnlyIn = HostKind.Notebook,
    };

    /// <inheritdoc/>
    public override async Task<VerbResult> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        KialiSession session = context.Session;
        VerbArguments arguments = context.Arguments;
        SessionFocus before = session.Focus;
        if (arguments.Has(Clear))
        {
            session.Use(SessionFocus.None);
        }

        try
        {
            if (arguments.Text(CommonOptions.ServiceMap) is { } file)
            {
                session.Use(session.Focus with { ServiceMap = ServiceMapFile.Read(file) });
            }

            string? inNamespace = await session.ResolveNamespaceAsync(arguments, cancellationToken).ConfigureAwait(false);
            WorkloadRef? workload = await session.ResolveWorkloadAsync(arguments, cancellationToken).ConfigureAwait(false);
            bool windowGiven = arguments.Has(CommonOptions.Since) || arguments.Has(CommonOptions.From) || arguments.Has(CommonOptions.To);
            session.Use(new SessionFocus(
                arguments.Text(CommonOptions.Cluster) ?? session.Focus.Cluster,
                arguments.Has(CommonOptions.Workload) ? workload?.Namespace : inNamespace,
                workload?.Name,
                windowGiven ? session.ResolveWindow(arguments).Range : session.Focus.Window)
            {
                ServiceMap = session.Focus.ServiceMap,
            });
        }
        catch
        {
            session.Use(before);
            throw;
        }

        return new VerbResult(new View([TextRun.Strong("use"), new TextRun(" · " + Describe(session.Focus))]));
    }

    /// <summary>The focus in words.</summary>
    /// <param name="focus">The focus.</param>
    /// <returns>For instance <c>namespace bookinfo · 2026-11-14 14:00:00 – 15:00:00 UTC</c>.</returns>
    internal static string Describe(SessionFocus focus)
    {
        List<string> parts = [];
        Add("cluster", focus.Cluster);
        Add("namespace", focus.Namespace);
        Add("workload", focus.Workload);
        if (focus.Window is { } window)
        {
            parts.Add(TimeText.Window(window.StartUnixNano, window.EndUnixNano));
        }

        if (focus.ServiceMap is { } map)
        {
            parts.Add($"{NumberText.Counted(map.Map.Entries.Length, "service")} mapped by {map.Path}");
        }

        return parts.Count == 0 ? "no focus: everything that the sources hold" : string.Join(" · ", parts);

        void Add(string what, string? value)
        {
            if (value is not null)
            {
                parts.Add($"{what} {value}");
            }
        }
    }
}
