using System.Collections.Immutable;
using System.Globalization;

namespace Kiali.Tracing;

/// <summary>Makes every span id of a trace unique and every parent one that the trace has, and counts what that took.</summary>
internal sealed class TraceRepair
{
    private readonly List<Warning> _warnings = [];
    private readonly string _traceId;

    private TraceRepair(TraceId traceId)
    {
        _traceId = traceId.ToString();
    }

    /// <summary>The spans with their ids within the trace.</summary>
    public Span[] Spans { get; private init; } = [];

    /// <summary>Each span's parent by position; −1 for roots and orphans.</summary>
    public int[] Parents { get; private init; } = [];

    public ImmutableArray<Warning> Warnings => [.. _warnings];

    public static TraceRepair Of(IEnumerable<Span> input)
    {
        Span[] spans = [.. input];
        if (spans.Length == 0)
        {
            throw new ArgumentException("A trace has at least one span.", nameof(input));
        }

        TraceId traceId = spans[0].TraceId;
        if (spans.Any(span => span.TraceId != traceId))
        {
            throw new ArgumentException($"Spans of several traces were put together; the first is {traceId}.", nameof(input));
        }

        TraceRepair repair = new(traceId);
        spans = repair.UniteCopies(spans);
        (SpanId[] ids, Dictionary<SpanId, int> byId) = repair.MakeIdsUnique(spans);
        int[] parents = repair.FindParents(spans, ids, byId);
        repair.CutCycles(spans, ids, parents);
        for (int index = 0; index < spans.Length; index++)
        {
            spans[index] = spans[index].With(ids[index], parents[index] < 0 ? null : ids[parents[index]]);
        }

        TraceRepair done = new(traceId) { Spans = spans, Parents = parents };
        done._warnings.AddRange(repair._warnings);
        return done;
    }

    private Span[] UniteCopies(Span[] spans)
    {
        Dictionary<(SpanId Id, long Start, SpanKind Kind, string Name, string Service), int> seen = new(spans.Length);
        List<Span> kept = new(spans.Length);
        foreach (Span span in spans)
        {
            var key = (span.RawSpanId, span.StartUnixNano, span.Kind, span.Name, span.ServiceName);
            if (!seen.TryGetValue(key, out int index))
            {
                seen.Add(key, kept.Count);
                kept.Add(span);
            }
            else if (span.Richness > kept[index].Richness
                || (span.Richness == kept[index].Richness && span.EndUnixNano > kept[index].EndUnixNano))
            {
                kept[index] = span;
            }
        }

        Warn("duplicate-span", spans.Length - kept.Count, "copies of spans were united; the richer copy was kept");
        return [.. kept];
    }

    private (SpanId[] Ids, Dictionary<SpanId, int> ById) MakeIdsUnique(Span[] spans)
    {
        SpanId[] ids = new SpanId[spans.Length];
        Dictionary<SpanId, int> byId = new(spans.Length);
        HashSet<SpanId> taken = [.. spans.Select(span => span.RawSpanId)];
        int shared = 0;
        int reused = 0;

        // Client halves first, so that of two halves with one id the client keeps it.
        foreach (int index in Enumerable.Range(0, spans.Length).OrderBy(index => spans[index].Kind == SpanKind.Client ? 0 : 1))
        {
            SpanId id = spans[index].RawSpanId;
            if (byId.TryAdd(id, index))
            {
                ids[index] = id;
                continue;
            }

            bool half = spans[index].Kind == SpanKind.Server && spans[byId[id]].Kind == SpanKind.Client;
            shared += half ? 1 : 0;
            reused += half ? 0 : 1;
            ids[index] = Derive(id, taken);
            byId.Add(ids[index], index);
        }

        Warn("shared-span-id", shared, "spans share their id with their caller's span, as Zipkin records them; the callee's half got an id of its own");
        Warn("reused-span-id", reused, "spans reuse the id of another span; they got ids of their own");
        return (ids, byId);
    }

    private int[] FindParents(Span[] spans, SpanId[] ids, Dictionary<SpanId, int> byId)
    {
        // The callee's half of a shared id, by the id it was recorded with: children follow it.
        Dictionary<SpanId, int> serverHalves = [];
        for (int index = 0; index < spans.Length; index++)
        {
            if (ids[index] != spans[index].RawSpanId && IsServerHalf(spans, byId, index))
            {
                serverHalves.TryAdd(spans[index].RawSpanId, index);
            }
        }

        int[] parents = new int[spans.Length];
        int orphans = 0;
        for (int index = 0; index < spans.Length; index++)
        {
            parents[index] = -1;
            if (serverHalves.TryGetValue(spans[index].RawSpanId, out int half) && half == index)
            {
                parents[index] = byId[spans[index].RawSpanId];
            }
            else if (spans[index].RawParentSpanId is { } parentId)
            {
                parents[index] = serverHalves.TryGetValue(parentId, out int server) && server != index
                    ? server
                    : byId.GetValueOrDefault(parentId, -1);
                orphans += parents[index] < 0 ? 1 : 0;
            }
        }

        Warn("orphan-span", orphans, "spans name a parent that the trace does not have; they stand beside the root");
        return parents;
    }

    private static bool IsServerHalf(Span[] spans, Dictionary<SpanId, int> byId, int index)
        => spans[index].Kind == SpanKind.Server && spans[byId[spans[index].RawSpanId]].Kind == SpanKind.Client;

    private void CutCycles(Span[] spans, SpanId[] ids, int[] parents)
    {
        byte[] states = new byte[spans.Length];
        List<int> path = [];
        int cut = 0;
        for (int start = 0; start < spans.Length; start++)
        {
            int node = start;
            while (node >= 0 && states[node] == 0)
            {
                states[node] = 1;
                path.Add(node);
                node = parents[node];
            }

            if (node >= 0 && states[node] == 1)
            {
                List<int> cycle = path[path.IndexOf(node)..];
                int first = cycle.MinBy(member => (spans[member].StartUnixNano, ids[member]));
                parents[first] = -1;
                cut++;
            }

            foreach (int visited in path)
            {
                states[visited] = 2;
            }

            path.Clear();
        }

        Warn("parent-cycle", cut, "spans were their own ancestors; the cycle was cut at its earliest span");
    }

    private static SpanId Derive(SpanId id, HashSet<SpanId> taken)
    {
        // A fixed odd multiplier spreads derived ids over the whole range, so that they neither collide nor depend on anything but the id.
        ulong value = id.Value;
        SpanId derived;
        do
        {
            value = unchecked((value ^ (value >> 31)) * 0x9E3779B97F4A7C15UL + 1);
            derived = new SpanId(value);
        }
        while (derived.IsZero || !taken.Add(derived));
        return derived;
    }

    private void Warn(string code, int count, string what)
    {
        if (count > 0)
        {
            _warnings.Add(new Warning(code, $"{count.ToString(CultureInfo.InvariantCulture)} {what}.", count, _traceId));
        }
    }
}
