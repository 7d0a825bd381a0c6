using System.Collections.Immutable;
using System.Runtime.ExceptionServices;

namespace Kiali.Tracing.Sources;

/// <summary>Asks a source several things at once; how many it answers at a time is the source's own bound.</summary>
public static class ConcurrentAnswers
{
    /// <summary>Asks all.</summary>
    /// <typeparam name="TQuery">The type of the questions.</typeparam>
    /// <typeparam name="TAnswer">The type of the answers.</typeparam>
    /// <param name="queries">The questions.</param>
    /// <param name="ask">Asks one.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The answers in the order of the questions.</returns>
    /// <exception cref="SourceException">One could not be answered: the first of those that failed. The others are stopped first.</exception>
    public static async Task<ImmutableArray<TAnswer>> AskAsync<TQuery, TAnswer>(
        ImmutableArray<TQuery> queries, Func<TQuery, CancellationToken, Task<TAnswer>> ask, CancellationToken cancellationToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        return await AskAsync(queries, ask, stop).ConfigureAwait(false);
    }

    /// <summary>Asks all, beside other questions that one failure stops, too.</summary>
    /// <typeparam name="TQuery">The type of the questions.</typeparam>
    /// <typeparam name="TAnswer">The type of the answers.</typeparam>
    /// <param name="queries">The questions.</param>
    /// <param name="ask">Asks one.</param>
    /// <param name="stop">Stops the work; a failure cancels it.</param>
    /// <returns>The answers in the order of the questions.</returns>
    /// <exception cref="SourceException">One could not be answered: the first of those that failed.</exception>
    public static async Task<ImmutableArray<TAnswer>> AskAsync<TQuery, TAnswer>(
        ImmutableArray<TQuery> queries, Func<TQuery, CancellationToken, Task<TAnswer>> ask, CancellationTokenSource stop)
    {
        ArgumentNullException.ThrowIfNull(ask);
        ArgumentNullException.ThrowIfNull(stop);
        Task<TAnswer>[] asked = [.. queries.Select(AskOneAsync)];
        await AllAsync(asked).ConfigureAwait(false);
        ImmutableArray<TAnswer>.Builder answers = ImmutableArray.CreateBuilder<TAnswer>(asked.Length);
        foreach (Task<TAnswer> one in asked)
        {
            answers.Add(await one.ConfigureAwait(false));
        }

        return answers.MoveToImmutable();

        async Task<TAnswer> AskOneAsync(TQuery query)
        {
            try
            {
                return await ask(query, stop.Token).ConfigureAwait(false);
            }
            catch
            {
                await stop.CancelAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    /// <summary>Waits until all have ended, however they do.</summary>
    /// <param name="asked">What was asked.</param>
    /// <returns>When all have ended.</returns>
    /// <exception cref="SourceException">One failed: the first of those that did, not of those that were stopped because of it.</exception>
    public static async Task AllAsync(params Task[] asked)
    {
        try
        {
            await Task.WhenAll(asked).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (asked.FirstOrDefault(task => task.IsFaulted) is { } failed)
        {
            ExceptionDispatchInfo.Throw(failed.Exception!.InnerException!);
        }
    }
}
