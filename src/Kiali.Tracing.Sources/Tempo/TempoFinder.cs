using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Kiali.Tracing.Sources.Pipeline;

namespace Kiali.Tracing.Sources.Tempo;

/// <summary>Searches a window as the server lets it: in pieces where it refuses long ones, with its largest limit, in the TraceQL that its version knows.</summary>
/// <remarks>What a server refuses is remembered once the question without it was answered.</remarks>
/// <param name="pipeline">For errors.</param>
/// <param name="search">Asks once.</param>
/// <param name="options">How many pieces at most.</param>
internal sealed class TempoFinder(SourcePipeline pipeline, ITempoSearch search, TempoOptions options)
{
    private volatile Terms _terms = new(TraceQlDialect.MostRecent, long.MaxValue, int.MaxValue);

    /// <summary>Finds traces.</summary>
    /// <param name="query">Which ones; its own window and limit do not count.</param>
    /// <param name="window">The window.</param>
    /// <param name="limit">How many.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The traces.</returns>
    /// <exception cref="ArgumentException">The server refuses the query's own TraceQL.</exception>
    /// <exception cref="SourceException">There is no answer.</exception>
    public async Task<TempoFindings> FindAsync(TraceQuery query, TimeRange window, int limit, CancellationToken cancellationToken)
    {
        (long start, long end) = TempoMapping.SecondsOf(window);
        Terms terms = _terms;
        TempoHits hits = new();
        ImmutableArray<Warning>.Builder warnings = ImmutableArray.CreateBuilder<Warning>();
        bool hasMore = false;
        int pieces = 0;
        int unreadable = 0;
        while (end > start && hits.Count < limit && warnings.Count == 0)
        {
            if (pieces == options.MostPieces)
            {
                Warn(warnings, "window-limit", $"Tempo searches no more than {terms.LongestWindow} s at a time: the newest {pieces} such pieces of the window were searched; narrow the window.");
                break;
            }

            long from = end - start > terms.LongestWindow ? end - terms.LongestWindow : start;
            TempoSearchQuestion question = new(TraceQlQuery.Of(query, terms.Dialect), from, end, Math.Min(limit, terms.LargestLimit));
            TempoSearchAnswer answer = await search.SearchAsync(question, cancellationToken).ConfigureAwait(false);
            if (answer.Refusal is { } refusal)
            {
                terms = Adapt(terms, query, question, refusal);
                continue;
            }

            _terms = terms;
            foreach (TempoHit hit in answer.Hits)
            {
                hits.Add(hit);
            }

            hasMore |= answer.Hits.Length >= question.Limit;
            unreadable += answer.UnreadableIds;
            if (!answer.IsWhole)
            {
                Warn(warnings, "deadline", $"Tempo had not searched the whole window in time; the {hits.Count} traces found by then are shown. Narrow the window, or allow more with --timeout.");
            }

            end = from;
            pieces++;
        }

        if (unreadable > 0)
        {
            Warn(warnings, "invalid-trace-id", $"{unreadable} traces that Tempo found have ids that are none, and could not be got.", unreadable);
        }

        return new TempoFindings(hits.NewestFirst, hasMore || hits.Count >= limit, warnings.Count == 0, warnings.DrainToImmutable());
    }

    private Terms Adapt(Terms terms, TraceQuery query, TempoSearchQuestion question, string refusal)
    {
        if (TempoMapping.LongestWindowIn(refusal) is { } longest && longest < question.EndSeconds - question.StartSeconds)
        {
            return terms with { LongestWindow = longest };
        }

        if (TempoMapping.LargestLimitIn(refusal) is { } largest && largest < question.Limit)
        {
            return terms with { LargestLimit = largest };
        }

        SourceException failure = SourceFailure.OfStatus(pipeline.Uri, TempoMapping.FindTraces, HttpStatusCode.BadRequest, refusal);
        if (SourceFailure.WantsTenant(refusal))
        {
            throw failure;
        }

        if (query.RawQuery is not null)
        {
            throw new ArgumentException($"{pipeline.Uri} refused the query: {refusal}.", nameof(query), failure);
        }

        return terms.Dialect < TraceQlDialect.Plain ? terms with { Dialect = terms.Dialect + 1 } : throw failure;
    }

    private void Warn(ImmutableArray<Warning>.Builder warnings, string code, FormattableString message, long count = 1)
        => warnings.Add(new Warning(code, message.ToString(CultureInfo.InvariantCulture), count, pipeline.Uri));

    private sealed record Terms(TraceQlDialect Dialect, long LongestWindow, int LargestLimit);
}
