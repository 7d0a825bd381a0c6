using System.Collections.Immutable;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Sources.Pipeline;

namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>Reads the logs of many containers at once and unites their lines. What fails for one container does not take the others' lines with it.</summary>
/// <param name="pipeline">How many at once, and who is told how far it is.</param>
/// <param name="reader">Reads one log.</param>
/// <param name="query">What is wanted.</param>
/// <param name="scope">Which lines of shared proxies are wanted.</param>
internal sealed class LogReading(SourcePipeline pipeline, PodLogReader reader, LogQuery query, SharedProxyScope scope)
{
    private readonly NewestLines _lines = new(query.Limit);
    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, (string Code, string Message)> _missing = [];
    private readonly SortedDictionary<int, string> _timeless = [];
    private SourceException? _failure;
    private int _failures;
    private int _done;
    private long _timelessCount;
    private long _shortened;
    private long _notStarted;

    /// <summary>Reads the logs.</summary>
    /// <param name="targets">The containers.</param>
    /// <param name="mostTold">How many failures are told one by one.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The lines.</returns>
    /// <exception cref="SourceException">No container's log could be read.</exception>
    public async Task<Answer<ImmutableArray<RawLogLine>>> ReadAsync(ImmutableArray<LogTarget> targets, int mostTold, CancellationToken cancellationToken)
    {
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = pipeline.MostAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, targets.Length), parallel, async (number, token) =>
        {
            await ReadAsync(number, targets[number], token).ConfigureAwait(false);
            pipeline.Report(new SourceProgress("reading logs", Interlocked.Increment(ref _done), targets.Length, "containers"));
        }).ConfigureAwait(false);
        if (_failure is not null && _failures == targets.Length)
        {
            throw _failure;
        }

        ImmutableArray<RawLogLine> lines = _lines.ToLines(pipeline.Uri, out Warning? cut);
        ImmutableArray<Warning> warnings =
        [
            .. cut is null ? [] : new[] { cut },
            .. _missing.Values.Distinct().Take(mostTold).Select(missing => new Warning(missing.Code, missing.Message, 1, pipeline.Uri)),
            .. Many(_missing.Count - mostTold, "container-failed", "Further containers' logs could not be read in full."),
            .. Many(_timelessCount, "unreadable-line", $"Log lines without a time were left out, the first: \"{SourceFailure.OneLine(_timeless.Values.FirstOrDefault() ?? string.Empty)}\"."),
            .. Many(_shortened, "long-line", "Log lines of more than 1 MiB lost their end."),
            .. Many(_notStarted, "not-started", "Containers have not started, and so have written nothing."),
        ];
        return new Answer<ImmutableArray<RawLogLine>>(lines, cut is null && _missing.Count == 0 && _timelessCount == 0, warnings);
    }

    private async Task ReadAsync(int number, LogTarget target, CancellationToken cancellationToken)
    {
        try
        {
            Func<string, bool>? wants = target.IsShared ? body => scope.Wants(target.Role, body) : null;
            ContainerLog log = await reader.ReadAsync(target, query.Window, query.Limit, query.Previous, wants, cancellationToken).ConfigureAwait(false);
            _lines.Add(number, 0, log.Lines.Select(line => new RawLogLine(line.UnixNano, target.Pod.Workload, target.Pod.Name, target.Container.Name, target.Role, line.Body)));
            _lines.LeaveOut(log.LeftOut, log.MayHaveOlder);
            lock (_lock)
            {
                _timelessCount += log.Timeless;
                _shortened += log.Shortened;
                if (log.FirstTimeless is { } first)
                {
                    _timeless[number] = first;
                }

                if (log.Missing is { } missing)
                {
                    _missing[number] = missing;
                }
            }
        }
        catch (KubernetesRefusedException refused) when (query.Previous && refused.HasNoPrevious)
        {
            // It restarted so long ago that nothing is kept of the run before, which is not more than it being asked for and not there.
        }
        catch (KubernetesRefusedException refused) when (refused.IsNotStarted)
        {
            Interlocked.Increment(ref _notStarted);
        }
        catch (KubernetesRefusedException refused)
        {
            Fail(number, refused.Failure);
        }
        catch (SourceException failure)
        {
            Fail(number, failure);
        }
    }

    private void Fail(int number, SourceException failure)
    {
        lock (_lock)
        {
            _failures++;
            _failure ??= failure;
            _missing[number] = ("container-failed", failure.Message);
        }
    }

    private IEnumerable<Warning> Many(long count, string code, string message) => count <= 0 ? [] : [new Warning(code, message, count, pipeline.Uri)];
}
