using System.Collections.Immutable;
using System.Globalization;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources.Files;
using Kiali.Tracing.Sources.Pipeline;

namespace Kiali.Tracing.Sources.Tempo;

/// <summary>Makes whole traces of what a search found: asks for several at a time, reads them in order, so that the outcome is the same each time.</summary>
/// <remarks>All together have the deadline of one question. Traces that cannot be got are counted; when none can, that is the failure.</remarks>
internal sealed class TempoCollector
{
    private const string GetTraces = "get traces";
    private const string Subject = "getting traces";

    private readonly SourcePipeline _pipeline;
    private readonly TempoTraces _traces;
    private readonly TempoOptions _options;
    private readonly TimeSpan _deadline;
    private readonly ImmutableArray<TempoHit> _hits;
    private readonly SpanColumnsBuilder _columns = new();
    private readonly TempoWarnings _warnings;
    private SourceException? _firstFailure;
    private int _got;
    private int _failed;
    private int _missing;
    private bool _isLate;
    private bool _isFull;
    private bool _isPartial;

    private TempoCollector(SourcePipeline pipeline, TempoTraces traces, TempoOptions options, TimeSpan deadline, ImmutableArray<TempoHit> hits)
    {
        _pipeline = pipeline;
        _traces = traces;
        _options = options;
        _deadline = deadline;
        _hits = hits;
        _warnings = new TempoWarnings(pipeline.Uri);
    }

    /// <summary>Gets traces.</summary>
    /// <param name="pipeline">Where HTTP is asked.</param>
    /// <param name="traces">Gets one.</param>
    /// <param name="options">How far around the times of a trace it is looked for, and how much at most.</param>
    /// <param name="deadline">How long all together may take.</param>
    /// <param name="hits">The traces, in the order they are wanted.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The traces; incomplete when some could not be got, or only in part.</returns>
    /// <exception cref="SourceException">None could be got.</exception>
    public static Task<TempoCollection> CollectAsync(
        SourcePipeline pipeline, TempoTraces traces, TempoOptions options, TimeSpan deadline, ImmutableArray<TempoHit> hits, CancellationToken cancellationToken)
        => new TempoCollector(pipeline, traces, options, deadline, hits).CollectAsync(cancellationToken);

    private async Task<TempoCollection> CollectAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource late = new(_deadline, _pipeline.Clock);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        Queue<Task<TempoTraceBody?>> asked = [];
        try
        {
            await ReadAllAsync(asked, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            _isLate = true;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            foreach (Task<TempoTraceBody?> rest in asked)
            {
                await ((Task)rest).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        if (_got == 0 && (_isLate || _firstFailure is not null))
        {
            throw _firstFailure ?? SourceFailure.OfDeadline(_pipeline.Uri, GetTraces, _deadline);
        }

        Tell();
        bool complete = !_isPartial && !_isLate && !_isFull && _failed == 0 && _missing == 0;
        return new TempoCollection(_columns.Build(), complete, _warnings.ToWarnings());
    }

    private async Task ReadAllAsync(Queue<Task<TempoTraceBody?>> asked, CancellationToken cancellationToken)
    {
        int next = 0;
        long bytes = 0;
        for (int done = 0; done < _hits.Length; done++)
        {
            while (next < _hits.Length && asked.Count < 2 * _pipeline.MostAtOnce)
            {
                asked.Enqueue(GetAsync(_hits[next++], cancellationToken));
            }

            try
            {
                TempoTraceBody? body = await asked.Dequeue().ConfigureAwait(false);
                bytes += body?.Bytes.Count ?? 0;
                await ReadAsync(_hits[done], body, cancellationToken).ConfigureAwait(false);
            }
            catch (SourceException failure)
            {
                _firstFailure ??= failure;
                _failed++;
                if (_got == 0 && _failed >= _pipeline.MostAtOnce)
                {
                    return;
                }
            }

            _pipeline.Report(new SourceProgress(Subject, done + 1, _hits.Length, "traces"));
            if (bytes > _options.MostBytes && done + 1 < _hits.Length)
            {
                _isFull = true;
                return;
            }
        }
    }

    private Task<TempoTraceBody?> GetAsync(TempoHit hit, CancellationToken cancellationToken) => _traces.GetAsync(hit.Id, WindowOf(hit), cancellationToken);

    // The times of a trace whose root was not seen may be those of a part: it is looked for everywhere.
    private (long Start, long End)? WindowOf(TempoHit hit)
    {
        if (!hit.HasRoot || hit.StartUnixNano == 0)
        {
            return null;
        }

        long margin = UnixTime.ToNanos(_options.TraceMargin);
        return TempoMapping.SecondsOf(new TimeRange(
            hit.StartUnixNano - Math.Min(margin, hit.StartUnixNano), hit.EndUnixNano + Math.Min(margin, long.MaxValue - hit.EndUnixNano)));
    }

    private async Task ReadAsync(TempoHit hit, TempoTraceBody? body, CancellationToken cancellationToken)
    {
        if (TryRead(hit.Id, body, cancellationToken)
            || (WindowOf(hit) is not null && TryRead(hit.Id, await _traces.GetAsync(hit.Id, null, cancellationToken).ConfigureAwait(false), cancellationToken)))
        {
            _got++;
        }
        else
        {
            _missing++;
        }
    }

    private bool TryRead(TraceId id, TempoTraceBody? body, CancellationToken cancellationToken)
    {
        ReadTally tally = new($"trace {id}");
        if (body is null || !TempoTraceReader.Read(_pipeline.Uri, body, _columns, tally, cancellationToken))
        {
            return false;
        }

        _isPartial |= tally.Incomplete;
        _warnings.Add(tally.ToWarnings());
        return true;
    }

    private void Tell()
    {
        if (_failed > 0)
        {
            Warn("trace-failed", $"{_failed} of {_hits.Length} traces could not be got; the first: {_firstFailure!.Message}", _failed);
        }

        if (_missing > 0)
        {
            Warn("missing-trace", $"{_missing} of {_hits.Length} traces that were found could not be got: Tempo no longer has them, or not yet; try again.", _missing);
        }

        int rest = _hits.Length - _got - _failed - _missing;
        if (_isLate)
        {
            Warn("deadline", $"{rest} of {_hits.Length} traces were not got within {_deadline.TotalSeconds:0.###} s; ask for fewer with --limit, or allow more with --timeout.", rest);
        }
        else if (_isFull)
        {
            Warn("too-large", $"{rest} of {_hits.Length} traces were not got: the others have more than {_options.MostBytes >> 20} MiB already; ask for fewer with --limit.", rest);
        }
    }

    private void Warn(string code, FormattableString message, long count) => _warnings.Add(new Warning(code, message.ToString(CultureInfo.InvariantCulture), count, _pipeline.Uri));
}
