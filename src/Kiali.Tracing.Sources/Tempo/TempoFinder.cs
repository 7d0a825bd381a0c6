using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Kiali.Tracing.Sources.Pipeline;

namespace Kiali.Tracing.Sources.Tempo;

/// <summary>
/// Searches a window for its newest traces, as the server lets it: in pieces where it refuses long ones, with its largest limit, in the TraceQL that its version knows.
/// </summary>
/// <remarks>
/// What a server refuses is remembered once the question without it was answered. Before version 2.8 Tempo gives any traces when there are more than asked for:
/// there the window is halved until the newest are known.
/// </remarks>
/// <param name="pipeline">For errors.</param>
/// <param name="search">Asks once.</param>
/// <param name="givesNewest">Whether the server gives the newest traces when it is asked to; asked once.</param>
/// <param name="options">How many pieces at most.</param>
internal sealed class TempoFinder(SourcePipeline pipeline, ITempoSearch search, Func<CancellationToken, Task<bool>> givesNewest, TempoOptions options)
{
    private volatile Terms _terms = new(TraceQlDialect.MostRecent, long.MaxValue, int.MaxValue);

    /// <summary>Finds traces.</summary>
    /// <param name="query">Which ones; its own window and limit do not count.</param>
    /// <param name="window">The window.</param>
    /// <param name="limit">How many, the newest.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The traces; more than the limit when several pieces had some.</returns>
    /// <exception cref="ArgumentException">The server refuses the query's own TraceQL.</exception>
    /// <exception cref="SourceException">There is no answer.</exception>
    public async Task<TempoFindings> FindAsync(TraceQuery query, TimeRange window, int limit, CancellationToken cancellationToken)
    {
        (long start, long end) = TempoMapping.SecondsOf(window);
        Stack<(long Start, long End)> pieces = new([(start, end)]);
        Terms terms = _terms;
        TempoHits hits = new();
        ImmutableArray<Warning>.Builder warnings = ImmutableArray.CreateBuilder<Warning>();
        int unreadable = 0;
        int asked = 0;
        bool hasMore = false;
        while (warnings.Count == 0 && !hasMore && pieces.TryPop(out (long Start, long End) piece))
        {
            long length = piece.End - piece.Start;
            if (length > terms.LongestWindow)
            {
                Split(pieces, piece, terms.LongestWindow);
                continue;
            }

            if (asked++ == options.MostPieces)
            {
                Warn(warnings, "window-limit", $"Tempo was asked for {options.MostPieces} pieces of the window, the newest; narrow the window to have it searched whole.");
                break;
            }

            TempoSearchQuestion question = new(TraceQlQuery.Of(query, terms.Dialect), piece.Start, piece.End, Math.Min(limit, terms.LargestLimit));
            TempoSearchAnswer answer = await search.SearchAsync(question, cancellationToken).ConfigureAwait(false);
            if (answer.Refusal is { } refusal)
            {
                terms = Adapt(terms, query, question, refusal);
                pieces.Push(piece);
                continue;
            }

            _terms = terms;
            bool isFull = answer.Hits.Length >= question.Limit;
            if (isFull && length > 1 && !await IsNewestAsync(query, terms, cancellationToken).ConfigureAwait(false))
            {
                Split(pieces, piece, length / 2);
                continue;
            }

            hits.Add(answer.Hits);
            unreadable += answer.UnreadableIds;
            hasMore = isFull || hits.CountSince(piece.Start * UnixTime.NanosPerSecond) >= limit;
            if (!answer.IsWhole)
            {
                Warn(warnings, "deadline", $"Tempo had not searched the whole window in time; the {hits.Count} traces found by then are shown. Narrow the window, or allow more with --timeout.");
            }
        }

        if (unreadable > 0)
        {
            Warn(warnings, "invalid-trace-id", $"{unreadable} traces that Tempo found have ids that are none, and could not be got.", unreadable);
        }

        return new TempoFindings(hits.NewestFirst, hasMore, warnings.Count == 0, warnings.DrainToImmutable());
    }

    private static void Split(Stack<(long Start, long End)> pieces, (long Start, long End) piece, long newest)
    {
        pieces.Push((piece.Start, piece.End - newest));
        pieces.Push((piece.End - newest, piece.End));
    }

    // A query of the user's own is left as it is, and asks for the newest only if it says so itself.
    private async Task<bool> IsNewestAsync(TraceQuery query, Terms terms, CancellationToken cancellationToken)
        => (query.RawQuery?.Contains("most_recent", StringComparison.Ordinal) ?? terms.Dialect == TraceQlDialect.MostRecent)
            && await givesNewest(cancellationToken).ConfigureAwait(false);

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
