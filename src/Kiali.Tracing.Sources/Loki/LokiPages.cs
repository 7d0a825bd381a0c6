using System.Collections.Immutable;
using System.Globalization;
using Kiali.Tracing.Logs;

namespace Kiali.Tracing.Sources.Loki;

/// <summary>Reads the answer to a question page by page, from its newest line backward.</summary>
/// <remarks>
/// A full page may hold some only of the lines of its oldest nanosecond: those are asked for again with the next page, which ends just behind them, so that none is
/// lost and none comes twice. What a Loki refuses as too much is asked for in shorter windows.
/// </remarks>
/// <param name="client">Asks.</param>
/// <param name="options">The bounds.</param>
/// <param name="progress">Is told how many lines were found.</param>
internal sealed class LokiPages(LokiClient client, LokiOptions options, Action<long> progress)
{
    private int _largestPage = options.LargestPage;
    private int _requests;

    /// <summary>Reads the answer until the limit is passed or the window's start is reached.</summary>
    /// <param name="number">The question's number.</param>
    /// <param name="selection">The question.</param>
    /// <param name="window">When.</param>
    /// <param name="found">Receives the lines.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>When it is read.</returns>
    /// <exception cref="SourceException">There is no answer.</exception>
    public async Task ReadAsync(int number, LokiSelection selection, TimeRange window, LokiFindings found, CancellationToken cancellationToken)
    {
        Stack<TimeRange> windows = new([window]);
        long kept = 0;
        while (windows.TryPop(out TimeRange part))
        {
            long end = part.EndUnixNano;
            while (end > part.StartUnixNano)
            {
                if (found.Limit is { } limit && kept > limit)
                {
                    found.LeaveOlder();
                    return;
                }

                if (_requests >= options.MostRequests)
                {
                    found.Lose("limit", string.Create(CultureInfo.InvariantCulture, $"Loki was asked {_requests} times; older lines were not asked for. Narrow the window, or name a workload."));
                    return;
                }

                TimeRange rest = new(part.StartUnixNano, end);
                int size = found.Limit is { } wanted ? Math.Min(_largestPage, Math.Max(wanted, 1) + 2) : _largestPage;
                try
                {
                    List<LokiEntry> entries = await AskAsync(selection, rest, size, forward: false, found, cancellationToken).ConfigureAwait(false);
                    if (entries.Count < size)
                    {
                        kept += Keep(number, selection, entries, found);
                        break;
                    }

                    long oldest = entries[0].UnixNano;
                    List<LokiEntry> newer = entries.FindAll(entry => entry.UnixNano > oldest);
                    if (newer.Count == 0)
                    {
                        newer = await AskInstantAsync(selection, oldest, found, cancellationToken).ConfigureAwait(false);
                        end = oldest;
                    }
                    else
                    {
                        end = oldest + 1;
                    }

                    kept += Keep(number, selection, newer, found);
                }
                catch (LokiRefusedException refused)
                {
                    if (!Yield(refused, rest, windows, found))
                    {
                        break;
                    }
                }
            }
        }
    }

    // Whether to ask for the same window again: with a smaller page. Otherwise its parts are asked for, or nothing more.
    private bool Yield(LokiRefusedException refused, TimeRange rest, Stack<TimeRange> windows, LokiFindings found)
    {
        if (refused.MostLines is { } most && most < _largestPage)
        {
            _largestPage = most;
            return true;
        }

        if (refused.IsTooOld)
        {
            found.Lose("retention", refused.Failure.Message);
            return false;
        }

        long length = rest.EndUnixNano - rest.StartUnixNano;
        long longest = refused.LongestWindow is { } allowed && UnixTime.ToNanos(allowed) < length ? UnixTime.ToNanos(allowed) : length / 2;
        if (!refused.IsTooMuch || length < UnixTime.ToNanos(options.ShortestSplit))
        {
            throw refused.Failure;
        }

        windows.Push(new TimeRange(rest.StartUnixNano, rest.EndUnixNano - longest));
        windows.Push(new TimeRange(rest.EndUnixNano - longest, rest.EndUnixNano));
        return false;
    }

    // More lines than a page holds were written in one nanosecond: what a larger page holds from both ends is all that can be had.
    private async Task<List<LokiEntry>> AskInstantAsync(LokiSelection selection, long instant, LokiFindings found, CancellationToken cancellationToken)
    {
        TimeRange moment = new(instant, instant + 1);
        List<LokiEntry> last = await AskAsync(selection, moment, _largestPage, forward: false, found, cancellationToken).ConfigureAwait(false);
        if (last.Count < _largestPage)
        {
            return last;
        }

        List<LokiEntry> first = await AskAsync(selection, moment, _largestPage, forward: true, found, cancellationToken).ConfigureAwait(false);
        HashSet<(string Labels, string Line)> known = [.. first.Select(Identity)];
        List<LokiEntry> all = [.. first, .. last.Where(entry => !known.Contains(Identity(entry)))];
        found.Lose(
            "same-instant",
            string.Create(
                CultureInfo.InvariantCulture,
                $"Loki holds more than {all.Count - 1} lines of {UnixTime.ToRfc3339(instant)} and gives {_largestPage} at once; lines between the first and the last of them may be missing. Name a workload or container."));
        return all;
    }

    private static (string Labels, string Line) Identity(LokiEntry entry)
        => (string.Join('\0', entry.Labels.Select(label => $"{label.Key}={label.Value}")), entry.Line);

    private async Task<List<LokiEntry>> AskAsync(
        LokiSelection selection, TimeRange window, int size, bool forward, LokiFindings found, CancellationToken cancellationToken)
    {
        _requests++;
        LokiPage page = await client.QueryAsync(selection.Query, window, size, forward, cancellationToken).ConfigureAwait(false);
        found.AddUnreadable(page.Unreadable);
        foreach (string warning in page.Warnings)
        {
            found.Lose("server-warning", $"Loki says: {Pipeline.SourceFailure.OneLine(warning)}.");
        }

        // A Loki was known to give lines from outside the window.
        return [.. page.Entries.Where(entry => window.Contains(entry.UnixNano)).OrderBy(entry => entry.UnixNano)];
    }

    private long Keep(int number, LokiSelection selection, List<LokiEntry> entries, LokiFindings found)
    {
        ImmutableArray<RawLogLine> lines =
        [
            .. entries.Select(selection.Read).OfType<RawLogLine>()
                .OrderBy(line => line.UnixNano)
                .ThenBy(line => line.Workload.Namespace, StringComparer.Ordinal)
                .ThenBy(line => line.Pod, StringComparer.Ordinal)
                .ThenBy(line => line.Container, StringComparer.Ordinal),
        ];
        long kept = found.Add(number, lines);
        progress(found.Count);
        return kept;
    }
}
