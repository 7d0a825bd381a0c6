using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Workloads;
using Kiali.Tracing.Catalog;
using Kiali.Tracing.Frames;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Json;
using Kiali.Tracing.Sources;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Interactive.Verbs;

/// <summary>Lists the workloads.</summary>
public sealed class WorkloadsCommand : VerbCommand
{
    /// <inheritdoc/>
    public override VerbDefinition Definition { get; } = new("workloads", "Lists the workloads with their apps, versions and pods.")
    {
        Options = [CommonOptions.Namespace, CommonOptions.Cluster, .. CommonOptions.Window],
        Formats = ["text", "json", "csv", "html"],
        HasFrame = true,
        Examples = [new("workloads --source file:data/samples/bookinfo-ratings-delay", "what ran during the sample incident")],
        SeeAlso = ["metrics", "graph"],
    };

    /// <inheritdoc/>
    public override async Task<VerbResult> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        KialiSession session = context.Session;
        session.Require(source => source.Catalog ?? (object?)source.Traces, "workloads or traces", "workloads");
        AnalysisWindow window = session.ResolveWindow(context.Arguments);
        string? inNamespace = await session.ResolveNamespaceAsync(context.Arguments, cancellationToken).ConfigureAwait(false)
            ?? session.DefaultNamespace(source => source.Catalog);
        string? cluster = context.Arguments.Text(CommonOptions.Cluster) ?? session.Focus.Cluster;
        CatalogQuery query = new() { Window = window.Range, Namespaces = inNamespace is null ? [] : [inNamespace] };
        Answer<ImmutableArray<Workload>> catalog = await session.GetWorkloadsAsync(query, cancellationToken).ConfigureAwait(false);
        WorkloadsResult result = catalog.Value.IsEmpty && session.Sources.Any(source => source.Traces is not null)
            ? WorkloadsAnalysis.OfSpans(
                window, await session.FindTracesAsync(new TraceQuery { Window = window.Range }, cancellationToken).ConfigureAwait(false), inNamespace, cluster)
            : WorkloadsAnalysis.OfCatalog(window, catalog, inNamespace, cluster);
        return new VerbResult(WorkloadsView.Of(result, context.CallName))
        {
            WriteJson = output => WorkloadsJson.Write(result, output),
            Frame = () => WorkloadsFrame.Of(result),
            Complete = result.Complete,
            Warnings = result.Warnings,
        };
    }
}
