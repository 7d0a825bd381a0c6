using Kiali.Tracing.Logs;
using Kiali.Tracing.Mapping;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Analyses.LogLines;

/// <summary>The traces that lines may belong to, by everything that a line can name.</summary>
internal sealed class LoadedTraces
{
    private readonly Dictionary<TraceId, Trace> _byId = [];
    private readonly Dictionary<ulong, List<Trace>> _byLowHalf = [];
    private readonly Dictionary<string, List<Trace>> _byRequest = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PodSpans> _byPod = new(StringComparer.Ordinal);

    /// <summary>Indexes traces.</summary>
    public LoadedTraces(IEnumerable<Trace> traces)
    {
        Dictionary<string, List<PodSpan>> pods = new(StringComparer.Ordinal);
        foreach (Trace trace in traces)
        {
            if (!_byId.TryAdd(trace.TraceId, trace))
            {
                continue;
            }

            AddTo(_byLowHalf, trace.TraceId.Low, trace);
            foreach (Span span in trace.Spans)
            {
                AddRequest(span.Attributes.GetText(EnvoyAttributes.RequestId), trace);
                AddRequest(span.Attributes.GetText(EnvoyAttributes.RequestIdHeader), trace);
                SpanOwner owner = SpanWorkloads.OwnerOf(span);
                if (owner.RecordingPod is { Length: > 0 } pod)
                {
                    AddTo(pods, pod, new PodSpan(trace, span, owner.RecordingNamespace));
                }
            }
        }

        foreach ((string pod, List<PodSpan> spans) in pods)
        {
            _byPod.Add(pod, new PodSpans(spans));
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => _byId.Count;

    /// <summary>The traces that an id names: the one with it, else those that agree where one side has 64 bits only.</summary>
    public IReadOnlyList<Trace> Named(NamedTraceId named)
    {
        if (!named.IsHalf && _byId.TryGetValue(named.Id, out Trace? trace))
        {
            return [trace];
        }

        if (!_byLowHalf.TryGetValue(named.Id.Low, out List<Trace>? alike))
        {
            return [];
        }

        return named.IsHalf ? alike : [.. alike.Where(candidate => candidate.TraceId.High == 0)];
    }

    /// <summary>The trace with exactly this id; null when it is not loaded.</summary>
    public Trace? Find(TraceId id) => _byId.GetValueOrDefault(id);

    /// <summary>The traces of a request.</summary>
    public IReadOnlyList<Trace> OfRequest(string requestId) => _byRequest.TryGetValue(requestId, out List<Trace>? traces) ? traces : [];

    /// <summary>The spans of a pod.</summary>
    public PodSpans OfPod(string pod) => _byPod.GetValueOrDefault(pod, PodSpans.None);

    private void AddRequest(string? requestId, Trace trace)
    {
        if (requestId is { Length: > 0 } && !(_byRequest.TryGetValue(requestId, out List<Trace>? known) && known.Contains(trace)))
        {
            AddTo(_byRequest, requestId, trace);
        }
    }

    private static void AddTo<TKey, T>(Dictionary<TKey, List<T>> lists, TKey key, T item)
        where TKey : notnull
    {
        if (lists.TryGetValue(key, out List<T>? list))
        {
            list.Add(item);
        }
        else
        {
            lists.Add(key, [item]);
        }
    }
}
