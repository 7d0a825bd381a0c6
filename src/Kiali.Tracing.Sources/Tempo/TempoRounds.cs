using System.Collections.Immutable;
using System.Globalization;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources.Pipeline;

namespace Kiali.Tracing.Sources.Tempo;

/// <summary>Answers one query: searches, gets what was found, filters it; and once more with a larger limit while too few are left and Tempo has more.</summary>
/// <remarks>
/// One more trace than wanted is asked for, so that it is known whether there are more. Searching and getting have the deadline each; once it passed no further round
/// begins.
/// </remarks>
internal sealed class TempoRounds(SourcePipeline pipeline, TempoFinder finder, TempoTraces traces, TempoOptions options, TimeSpan deadline)
{
    private const int Growth = 4;

    private readonly List<SpanColumns> _columns = [];
    private readonly HashSet<TraceId> _asked = [];
    private readonly HashSet<TraceId> _matching = [];
    private readonly TempoWarnings _warnings = new(pipeline.Uri);
    private bool _complete = true;

    /// <summary>Answers the query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The traces.</returns>
    /// <exception cref="ArgumentException">Tempo refuses the query's own TraceQL.</exception>
    /// <exception cref="SourceException">There is no answer.</exception>
    public async Task<Answer<TraceSet>> FindAsync(TraceQuery query, CancellationToken cancellationToken)
    {
        TimeRange window = query.Window ?? LookBack();
        TraceQuery exact = query.RawQuery is null ? query : new TraceQuery { Window = query.Window };
        int wanted = query.Limit ?? options.MostTraces;
        int most = Math.Max(wanted, options.MostCandidates);
        int ask = wanted;
        long begun = pipeline.Clock.GetTimestamp();
        bool hasMore;
        do
        {
            ask = Math.Min(ask, most);
            TempoFindings found = await finder.FindAsync(query, window, ask + 1, cancellationToken).ConfigureAwait(false);
            ImmutableArray<TempoHit> fresh = [.. found.Hits.Take(ask + 1).Where(hit => _asked.Add(hit.Id))];
            TempoCollection got = await TempoCollector.CollectAsync(pipeline, traces, options, deadline, fresh, cancellationToken).ConfigureAwait(false);
            _columns.Add(got.Columns);
            _matching.UnionWith(TraceFilter.Matching(got.Columns, exact, cancellationToken));
            _complete &= found.Complete && got.Complete;
            _warnings.Add(found.Warnings);
            _warnings.Add(got.Warnings);
            hasMore = found.HasMore;
            if (!hasMore || !_complete || ask == most || _matching.Count > wanted)
            {
                break;
            }

            ask *= Growth;
        }
        while (pipeline.Clock.GetElapsedTime(begun) < deadline);

        return Finish(query, wanted, hasMore);
    }

    private Answer<TraceSet> Finish(TraceQuery query, int wanted, bool hasMore)
    {
        TraceSet all = TraceSet.Create([.. _columns], _matching.Contains);
        if (all.Count > wanted)
        {
            _complete = false;
            HashSet<TraceId> kept = [.. all.TraceIds.TakeLast(wanted)];
            Warn("limit", $"More than {wanted} traces match; the newest {wanted} that Tempo gave are shown. {Advice(query)}", all.Count - wanted);
            all = TraceSet.Create([.. _columns], kept.Contains);
        }
        else if (hasMore && _complete)
        {
            _complete = false;
            Warn("limit", $"Tempo has more traces than the {_asked.Count} that were looked through, of which {all.Count} match. {Advice(query)}", 1);
        }

        SayServices(query, all);
        if (query.Window is null)
        {
            _complete = false;
            Warn("window", $"No window was given, and Tempo is searched in one only: the last {options.LookBack.TotalDays:0.##} days were.", 1);
        }

        return new Answer<TraceSet>(all.With(query.Mapping), _complete, _warnings.ToWarnings());
    }

    private static string Advice(TraceQuery query) => query.Limit is null ? "Narrow the window, or name a service, for more." : "Raise --limit or narrow the window for more.";

    // All names are asked for at once: which of them the workload's spans are filed under is seen in what came.
    private void SayServices(TraceQuery query, TraceSet found)
    {
        if (query.Workload is not { } workload || query.ServiceCandidates.IsEmpty || query.RawQuery is not null)
        {
            return;
        }

        HashSet<string> there = [.. found.TraceIds.SelectMany(found.SpansOf).Select(span => span.ServiceName)];
        string[] answered = [.. query.ServiceCandidates.Where(there.Contains)];
        string message = answered.Length > 0 ? $"Of the services that {workload} may be filed under, the traces found have {string.Join(", ", answered)}."
            : found.Count > 0 ? $"The traces of {workload} were found by pods and workloads; none has a service {string.Join(", ", query.ServiceCandidates)}."
            : $"Nothing was found of {workload}: neither under the services {string.Join(", ", query.ServiceCandidates)} nor by pods and workloads.";
        _warnings.Add(new Warning("searched-service", message, 1, pipeline.Uri));
    }

    private TimeRange LookBack()
    {
        long now = UnixTime.ToUnixNano(pipeline.Clock.GetUtcNow());
        return new TimeRange(Math.Max(0, now - UnixTime.ToNanos(options.LookBack)), Math.Max(0, now));
    }

    private void Warn(string code, FormattableString message, long count)
        => _warnings.Add(new Warning(code, message.ToString(CultureInfo.InvariantCulture), count, pipeline.Uri));
}
