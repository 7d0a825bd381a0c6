using System.Collections.Immutable;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Tests.Graph;

/// <summary>A metric source that holds all questions until it is told to answer.</summary>
internal sealed class GatedSource : IMetricSource
{
    private readonly List<(Action Answer, Action<Exception> Fail)> _waiting = [];

    public int Waiting
    {
        get
        {
            lock (_waiting)
            {
                return _waiting.Count;
            }
        }
    }

    public string Uri => "memory:";

    public TimeRange? RecordedRange => null;

    public bool HasBuckets => true;

    public RangeBoundary RangeBoundary => RangeBoundary.LeftOpen;

    /// <summary>What an answer says, so that it can be told to which question.</summary>
    public static string MarkOf(CounterQuery query) => $"{query.Selector.Family} {string.Join(' ', query.Selector.Matchers.Select(matcher => $"{matcher.Name} {matcher.Pattern}"))}";

    public Task<Answer<HistogramAnswer>> GetHistogramIncreasesAsync(HistogramQuery query, CancellationToken cancellationToken)
        => Hold(Answer.Whole(new HistogramAnswer([], 0)), cancellationToken);

    public Task<Answer<ImmutableArray<MetricSeries>>> GetCounterIncreasesAsync(CounterQuery query, CancellationToken cancellationToken)
        => Hold(new Answer<ImmutableArray<MetricSeries>>([], true, [new Warning("mark", MarkOf(query))]), cancellationToken);

    public void AnswerLastFirst()
    {
        foreach ((Action answer, _) in _waiting.ToArray().Reverse())
        {
            answer();
        }
    }

    public void FailLast() => _waiting[^1].Fail(new SourceException(Uri, "read metrics", "memory: refused"));

    private Task<T> Hold<T>(T answer, CancellationToken cancellationToken)
    {
        TaskCompletionSource<T> source = new();
        (Action Answer, Action<Exception> Fail) entry = default;
        entry = (() => Leave(() => source.TrySetResult(answer)), exception => Leave(() => source.TrySetException(exception)));
        lock (_waiting)
        {
            _waiting.Add(entry);
        }

        cancellationToken.Register(() => Leave(() => source.TrySetCanceled(cancellationToken)));
        return source.Task;

        void Leave(Func<bool> end)
        {
            lock (_waiting)
            {
                _waiting.Remove(entry);
            }

            end();
        }
    }
}
