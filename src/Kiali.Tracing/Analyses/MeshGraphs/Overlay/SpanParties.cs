using Kiali.Tracing.Mapping;

namespace Kiali.Tracing.Analyses.MeshGraphs.Overlay;

/// <summary>Tells of each span of a trace whose it is.</summary>
internal static class SpanParties
{
    /// <summary>The parties of a trace's spans.</summary>
    /// <remarks>A span that names no workload takes that of its nearest ancestor of the same service, else the only one of that service in the trace: an
    /// application's span beside its proxy's. Failing that it is of an app, if it names its service.</remarks>
    /// <returns>By span; a span that names nothing has none.</returns>
    public static Dictionary<SpanId, SpanParty> Of(Trace trace)
    {
        Dictionary<SpanId, SpanParty> parties = [];
        Dictionary<string, SpanParty?> onlyOfService = new(StringComparer.Ordinal);
        List<Span> nameless = [];
        foreach (Span span in trace.Spans)
        {
            (string? app, string? version, string? appNamespace) = AppOf(span);
            if (SpanWorkloads.WorkloadOf(span) is not { } workload)
            {
                if (app is not null)
                {
                    nameless.Add(span);
                    parties.Add(span.SpanId, new SpanParty(null, appNamespace, null, app, version));
                }

                continue;
            }

            SpanParty party = new(workload.Cluster, workload.Namespace, workload.Name, app, version);
            parties.Add(span.SpanId, party);
            if (span.ServiceName.Length > 0)
            {
                bool isAnother = onlyOfService.TryGetValue(span.ServiceName, out SpanParty? known)
                    && (known is null || known.Workload != party.Workload || known.Namespace != party.Namespace);
                onlyOfService[span.ServiceName] = isAnother ? null : party;
            }
        }

        foreach (Span span in nameless)
        {
            if ((AncestorOf(trace, span, parties) ?? onlyOfService.GetValueOrDefault(span.ServiceName)) is { } party)
            {
                parties[span.SpanId] = party;
            }
        }

        return parties;
    }

    private static SpanParty? AncestorOf(Trace trace, Span span, Dictionary<SpanId, SpanParty> parties)
    {
        // Spans come parents first, so a nameless parent of the same service already has what it can get.
        Span? parent = trace.ParentOf(span);
        return parent is not null && parent.ServiceName == span.ServiceName && parties.GetValueOrDefault(parent.SpanId) is { Workload: not null } party
            ? party
            : null;
    }

    private static (string? App, string? Version, string? Namespace) AppOf(Span span)
    {
        SpanOwner owner = SpanWorkloads.OwnerOf(span);
        string? app = owner.App ?? (owner.Workload is null && span.ServiceName.Length > 0 ? span.ServiceName : null);
        return (app, owner.Version, owner.Namespace);
    }
}
