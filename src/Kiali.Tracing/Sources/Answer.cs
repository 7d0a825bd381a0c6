using System.Collections.Immutable;

namespace Kiali.Tracing.Sources;

/// <summary>Makes answers.</summary>
public static class Answer
{
    /// <summary>An answer that is all there is.</summary>
    /// <typeparam name="T">The type of the answer.</typeparam>
    /// <param name="value">The answer.</param>
    /// <returns>The complete answer, without warnings.</returns>
    public static Answer<T> Whole<T>(T value) => new(value, true, []);

    /// <summary>An answer that lacks something.</summary>
    /// <typeparam name="T">The type of the answer.</typeparam>
    /// <param name="value">The answer.</param>
    /// <param name="warnings">What it lacks.</param>
    /// <returns>The incomplete answer.</returns>
    public static Answer<T> Partial<T>(T value, ImmutableArray<Warning> warnings) => new(value, false, warnings);
}
