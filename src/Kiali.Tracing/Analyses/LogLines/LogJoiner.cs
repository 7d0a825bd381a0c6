using System.Collections.Immutable;
using Kiali.Tracing.Logs;

namespace Kiali.Tracing.Analyses.LogLines;

/// <summary>Joins lines to traces: by the trace's id, then by the request's id, then by time.</summary>
/// <param name="traces">The traces.</param>
internal sealed class LogJoiner(LoadedTraces traces)
{
    private const long RequestTolerance = 5 * UnixTime.NanosPerSecond;
    private const int IdDigits = 32;

    private long _ambiguousTraces;
    private long _ambiguousRequests;
    private string? _firstRequest;

    /// <summary>What could not be decided.</summary>
    public ImmutableArray<Warning> Warnings
    {
        get
        {
            ImmutableArray<Warning>.Builder warnings = ImmutableArray.CreateBuilder<Warning>();
            if (_ambiguousTraces > 0)
            {
                warnings.Add(new Warning(
                    "ambiguous-trace-id", "Lines name several of the loaded traces, or half an id that several of them end in; they were joined to none.", _ambiguousTraces));
            }

            if (_ambiguousRequests > 0)
            {
                warnings.Add(new Warning(
                    "ambiguous-request-id",
                    $"Lines name a request id that several of the loaded traces have, the first {_firstRequest}; they were joined to none.",
                    _ambiguousRequests));
            }

            return warnings.ToImmutable();
        }
    }

    /// <summary>Joins a line.</summary>
    /// <param name="line">The line, not joined.</param>
    /// <param name="content">What it says.</param>
    /// <returns>The line with its trace.</returns>
    public LogLine Join(LogLine line, LogLineContent content)
    {
        if (traces.Count == 0)
        {
            return line;
        }

        PodSpans spans = traces.OfPod(line.Pod!);
        List<PodSpan> covering = Covering(line, content, spans);
        line = line with { Candidates = covering.Count };
        if (ByTraceId(line, content) is { } named)
        {
            return Joined(line, content, spans, named, LogJoin.TraceId);
        }

        if (ByRequestId(line, content) is { } requested)
        {
            return Joined(line, content, spans, requested, LogJoin.RequestId);
        }

        // A line that names another trace or request is not of this one, whenever it was written.
        bool namesAnother = !content.Identifiers.TraceIds.IsEmpty || !content.Identifiers.RequestIds.IsEmpty;
        return namesAnother || covering.Count != 1
            ? line
            : line with { Join = LogJoin.Time, TraceId = covering[0].Trace.TraceId, SpanId = covering[0].Span.SpanId };
    }

    private static LogLine Joined(LogLine line, LogLineContent content, PodSpans spans, Trace trace, LogJoin join) => line with
    {
        Join = join,
        TraceId = trace.TraceId,
        SpanId = content.AccessLog is { } access
            ? AccessSpan.Find(access, line.Workload!.Namespace, trace, spans)
            : SpanOf(content, trace),
    };

    private static SpanId? SpanOf(LogLineContent content, Trace trace)
    {
        ImmutableArray<SpanId> named = [.. content.Identifiers.SpanIds.Select(trace.Find).OfType<Span>().Select(span => span.SpanId).Distinct()];
        return named.Length == 1 ? named[0] : null;
    }

    private static List<PodSpan> Covering(LogLine line, LogLineContent content, PodSpans spans)
    {
        // An access line tells its start to the millisecond, cut.
        long last = content.AccessLog?.StartUnixNano is null ? line.UnixNano : line.UnixNano + UnixTime.NanosPerMilli - 1;
        return [.. spans.Covering(line.UnixNano, last).Where(item => item.Namespace is null || item.Namespace == line.Workload!.Namespace)];
    }

    private Trace? ByTraceId(LogLine line, LogLineContent content)
    {
        IEnumerable<Trace> named = content.Identifiers.TraceIds.IsEmpty && content.AccessLog is null
            ? BareIds(line.Message)
            : content.Identifiers.TraceIds.SelectMany(traces.Named);
        return One(named, ref _ambiguousTraces);
    }

    // Words of 32 hexadecimal digits that are the id of a loaded trace.
    private IEnumerable<Trace> BareIds(string text)
    {
        int start = 0;
        while (start < text.Length)
        {
            int end = start;
            bool hex = true;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
            {
                hex &= char.IsAsciiHexDigit(text[end]);
                end++;
            }

            if (hex && end - start == IdDigits && TraceId.TryParse(text.AsSpan(start, IdDigits), out TraceId id) && traces.Find(id) is { } trace)
            {
                yield return trace;
            }

            start = end + 1;
        }
    }

    private Trace? ByRequestId(LogLine line, LogLineContent content)
    {
        if (content.Identifiers.RequestIds.IsEmpty)
        {
            return null;
        }

        long before = _ambiguousRequests;
        Trace? trace = One(content.Identifiers.RequestIds.SelectMany(traces.OfRequest), ref _ambiguousRequests);
        _firstRequest ??= _ambiguousRequests > before ? content.Identifiers.RequestIds[0] : null;
        return trace is not null && line.UnixNano >= trace.StartUnixNano - RequestTolerance && line.UnixNano <= trace.EndUnixNano + RequestTolerance ? trace : null;
    }

    private static Trace? One(IEnumerable<Trace> named, ref long ambiguous)
    {
        Trace? one = null;
        foreach (Trace trace in named)
        {
            if (one is not null && one != trace)
            {
                ambiguous++;
                return null;
            }

            one = trace;
        }

        return one;
    }
}
