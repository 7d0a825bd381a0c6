using System.Globalization;

namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>Reads the newest lines of a window from a container's log.</summary>
/// <remarks>
/// The API gives lines from a second on, oldest first, or the last so many of the whole log. For a window that goes to now, the last lines are asked for. Where that
/// is not enough, as when they are newer than the window, the window is read forward and its newest lines are kept. What exceeds the most bytes is read in several
/// requests, each from the second on in which the one before was cut.
/// </remarks>
/// <param name="api">The API.</param>
/// <param name="options">The bounds.</param>
/// <param name="clock">Tells now.</param>
internal sealed class PodLogReader(KubernetesApi api, KubernetesOptions options, TimeProvider clock)
{
    // A window that ended so long ago may be followed by more lines than are wanted.
    private static readonly TimeSpan Recent = TimeSpan.FromSeconds(60);

    /// <summary>Reads lines.</summary>
    /// <param name="target">Whose.</param>
    /// <param name="window">When the runtime received them.</param>
    /// <param name="limit">How many, the newest; null for all.</param>
    /// <param name="previous">Whether the container's previous run is meant.</param>
    /// <param name="wants">Whether a line is wanted for what it says; null when all are.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The lines.</returns>
    /// <exception cref="KubernetesRefusedException">The server refuses the question.</exception>
    /// <exception cref="SourceException">There is no answer.</exception>
    public async Task<ContainerLog> ReadAsync(
        LogTarget target, TimeRange window, int? limit, bool previous, Func<string, bool>? wants, CancellationToken cancellationToken)
    {
        PodLogRequest request = new(target.Pod.Namespace, target.Pod.Name, target.Container.Name, options.LargestLog)
        {
            SinceUnixNano = window.StartUnixNano > 0 ? window.StartUnixNano : null,
            Previous = previous,
        };
        long recent = UnixTime.ToUnixNano(clock.GetUtcNow()) - UnixTime.ToNanos(Recent);
        if (limit is { } wanted && wants is null && wanted < int.MaxValue && window.EndUnixNano > recent
            && await ReadTailAsync(request, window, wanted, cancellationToken).ConfigureAwait(false) is { } tail)
        {
            return tail;
        }

        return await ReadForwardAsync(request, window, limit, wants, cancellationToken).ConfigureAwait(false);
    }

    private static ContainerLog LogOf(PodLogCollector collector) => new([.. collector.Kept])
    {
        LeftOut = collector.Wanted - collector.Kept.Count,
        Timeless = collector.Timeless,
        FirstTimeless = collector.FirstTimeless,
        Shortened = collector.Shortened,
    };

    private static (string Code, string Message) Late(PodLogRequest request)
        => ("deadline", $"The log of {request.Pod}/{request.Container} was not read to its end within the deadline; allow more with --timeout, or narrow the window.");

    // Null when the last lines do not tell all that is wanted.
    private async Task<ContainerLog?> ReadTailAsync(PodLogRequest request, TimeRange window, int limit, CancellationToken cancellationToken)
    {
        int tail = limit + 1;
        (PodLogOutcome outcome, PodLogCollector collector) = await AskAsync(request with { TailLines = tail }, new PodLogCollector(window, limit, null), cancellationToken).ConfigureAwait(false);
        if (outcome.End == PodLogEnd.Late)
        {
            return LogOf(collector) with { Missing = Late(request) };
        }

        bool isAll = (outcome.End == PodLogEnd.Whole && outcome.Lines < tail) || collector.ReachedStart;
        return outcome.End == PodLogEnd.Cut || (!isAll && collector.Wanted <= limit) ? null : LogOf(collector) with { MayHaveOlder = !isAll };
    }

    private async Task<ContainerLog> ReadForwardAsync(PodLogRequest request, TimeRange window, int? limit, Func<string, bool>? wants, CancellationToken cancellationToken)
    {
        PodLogCollector collector = new(window, limit, wants);
        for (int asked = 0; asked < options.MostLogRequests; asked++)
        {
            (PodLogOutcome outcome, collector) = await AskAsync(request, collector, cancellationToken).ConfigureAwait(false);
            if (outcome.End == PodLogEnd.Late)
            {
                return LogOf(collector) with { Missing = Late(request) };
            }

            if (outcome.End != PodLogEnd.Cut)
            {
                return LogOf(collector);
            }

            if (!collector.Progressed || collector.LastSecondUnixNano is not { } second)
            {
                // A second with more than the most bytes: the next request may have more.
                request = request with { LimitBytes = request.LimitBytes * 2 };
                second = collector.LastSecondUnixNano ?? request.SinceUnixNano ?? 0;
            }

            collector.GoOnFrom(second);
            request = request with { SinceUnixNano = second > 0 ? second : null };
        }

        string where = collector.LastSecondUnixNano is { } last ? UnixTime.ToRfc3339(last) : "the start";
        return LogOf(collector) with
        {
            Missing = (
                "limit",
                string.Create(CultureInfo.InvariantCulture, $"The log of {request.Pod}/{request.Container} is too large: it was read up to {where}, newer lines are missing. Narrow the window.")),
        };
    }

    private async Task<(PodLogOutcome Outcome, PodLogCollector Collector)> AskAsync(PodLogRequest request, PodLogCollector state, CancellationToken cancellationToken)
    {
        PodLogCollector attempt = state;
        PodLogOutcome outcome = await api.ReadLogAsync(
            request,
            (body, token) =>
            {
                attempt = state.Copy();
                return PodLogStream.ReadAsync(body, request.LimitBytes, attempt, cancellationToken, token);
            },
            cancellationToken).ConfigureAwait(false);
        return (outcome, attempt);
    }
}
