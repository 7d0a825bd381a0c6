using System.Collections.Immutable;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Interactive.Sessions;

/// <summary>Asks several sources the same, so that one that fails does not take the others' answers with it.</summary>
internal static class SourceAnswers
{
    /// <summary>Asks each source.</summary>
    /// <returns>The answers of those that answered; the failures of the others are warnings of the last answer.</returns>
    /// <exception cref="SourceException">All failed; the first failure.</exception>
    public static async Task<ImmutableArray<Answer<T>>> AskAsync<TSource, T>(
        ImmutableArray<TSource> sources, Func<TSource, CancellationToken, Task<Answer<T>>> ask, CancellationToken cancellationToken)
        where TSource : ISource
    {
        ImmutableArray<Answer<T>>.Builder answers = ImmutableArray.CreateBuilder<Answer<T>>(sources.Length);
        ImmutableArray<Warning>.Builder failures = ImmutableArray.CreateBuilder<Warning>();
        SourceException? first = null;
        foreach (TSource source in sources)
        {
            try
            {
                answers.Add(await ask(source, cancellationToken).ConfigureAwait(false));
            }
            catch (SourceException exception)
            {
                first ??= exception;
                failures.Add(new Warning("source-failed", exception.Message, 1, exception.SourceUri));
            }
        }

        if (answers.Count == 0)
        {
            throw first!;
        }

        if (failures.Count > 0)
        {
            answers[^1] = answers[^1] with { Complete = false, Warnings = answers[^1].Warnings.AddRange(failures) };
        }

        return answers.ToImmutable();
    }
}
