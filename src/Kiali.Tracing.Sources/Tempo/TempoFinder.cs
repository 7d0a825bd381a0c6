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
/// <param name="uri">The source, for errors.</param>
/// <param name="search">Asks once.</param>
/// <param name="givesNewest">Whether the server gives the newest traces when it is asked to; asked once.</param>
/// <param name="options">How many pieces at most.</param>
internal sealed class TempoFinder(string uri, ITempoSearch search, Func<CancellationToken, Task<bool>> givesNewest, TempoOptions options)
{
    private const int Growth = 8;
    private const int MostInASecond = 100_000;

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
        Stack<Piece> pieces = new([new Piece(start, end, limit)]);
        Terms terms = _terms;
        TempoHits hits = new();
        ImmutableArray<Warning>.Builder warnings = ImmutableArray.CreateBuilder<Warning>();
        int unreadable = 0;
        int asked = 0;
        bool isFilled = false;
        bool hasMore = false;
        while (warnings.Count == 0 && !isFilled && pieces.TryPop(out Piece? piece))
        {
            if (piece.Length > terms.LongestWindow)
            {
                Split(pieces, piece, terms.LongestWindow);
                continue;
            }

            if (asked++ == options.MostPieces)
            {
                Warn(warnings, "window-limit", $"Tempo was asked for {options.MostPieces} pieces of the window, the newest; narrow the window to have it searched whole.");
                break;
            }

            TempoSearchQuestion question = new(TraceQlQuery.Of(query, terms.Dialect), piece.Start, piece.End, Math.Min(piece.Limit, terms.LargestLimit));
            TempoSearchAnswer answer = await search.SearchAsync(question, cancellationToken).ConfigureAwait(false);
            if (answer.Refusal is { } refusal)
            {
                terms = Adapt(terms, query, question, refusal);
                pieces.Push(piece);
                continue;
            }

            _terms = terms;
            bool isFull = answer.Hits.Length >= question.Limit;
            if (isFull && !await IsNewestAsync(query, terms, cancellationToken).ConfigureAwait(false) && TryNarrow(pieces, piece, question.Limit))
            {
                continue;
            }

            // Long traces of older pieces are found here, too: only those that start here are known to be the newest.
            hits.Add(answer.Hits);
            unreadable += answer.UnreadableIds;
            isFilled = hits.CountSince(piece.Start * UnixTime.NanosPerSecond) >= limit;
            hasMore |= isFull || isFilled;
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

    private static void Split(Stack<Piece> pieces, Piece piece, long newest)
    {
        pieces.Push(piece with { End = piece.End - newest });
        pieces.Push(piece with { Start = piece.End - newest });
    }

    // Of a full piece any traces may have come: its newer half is asked first, and a second, which has no halves, for more.
    private static bool TryNarrow(Stack<Piece> pieces, Piece piece, int asked)
    {
        if (piece.Length > 1)
        {
            Split(pieces, piece, piece.Length / 2);
            return true;
        }

        if (asked < piece.Limit || asked >= MostInASecond)
        {
            return false;
        }

        pieces.Push(piece with { Limit = Math.Min(MostInASecond, asked * Growth) });
        return true;
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

        SourceException failure = SourceFailure.OfStatus(uri, TempoMapping.FindTraces, HttpStatusCode.BadRequest, refusal);
        if (SourceFailure.WantsTenant(refusal))
        {
            throw failure;
        }

        if (query.RawQuery is not null)
        {
            throw new ArgumentException($"{uri} refused the query: {refusal}.", nameof(query), failure);
        }

        return terms.Dialect < TraceQlDialect.Plain ? terms with { Dialect = terms.Dialect + 1 } : throw failure;
    }

    private void Warn(ImmutableArray<Warning>.Builder warnings, string code, FormattableString message, long count = 1)
        => warnings.Add(new Warning(code, message.ToString(CultureInfo.InvariantCulture), count, uri));

    private sealed record Piece(long Start, long End, int Limit)
    {
        public long Length => End - Start;
    }

    private sealed record Terms(TraceQlDialect Dialect, long LongestWindow, int LargestLimit);
}
