using System.Collections.Immutable;
using System.Globalization;
using Kiali.Tracing.Interactive.Sessions;

namespace Kiali.Tracing.Interactive.Verbs;

/// <summary>What a verb was called with, checked against its definition.</summary>
public sealed class VerbArguments
{
    private readonly ImmutableDictionary<string, ImmutableArray<string>> _options;

    internal VerbArguments(string? argument, ImmutableDictionary<string, ImmutableArray<string>> options)
    {
        Argument = argument;
        _options = options;
    }

    /// <summary>The word after the verb; null when there was none.</summary>
    public string? Argument { get; }

    /// <summary>Whether an option was given.</summary>
    /// <param name="option">The option.</param>
    /// <returns>Whether it was.</returns>
    public bool Has(VerbOption option) => _options.ContainsKey(option.Name);

    /// <summary>An option's value.</summary>
    /// <param name="option">The option.</param>
    /// <returns>The last value given; null when there was none.</returns>
    public string? Text(VerbOption option) => _options.TryGetValue(option.Name, out ImmutableArray<string> values) && !values.IsEmpty ? values[^1] : null;

    /// <summary>All values of a repeatable option.</summary>
    /// <param name="option">The option.</param>
    /// <returns>The values in order; empty when there were none.</returns>
    public ImmutableArray<string> Texts(VerbOption option) => _options.TryGetValue(option.Name, out ImmutableArray<string> values) ? values : [];

    /// <summary>The parts of a value that lists several, separated by commas.</summary>
    /// <param name="option">The option.</param>
    /// <returns>The parts, trimmed; empty when the option was not given.</returns>
    public ImmutableArray<string> List(VerbOption option)
        => [.. Texts(option).SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    /// <summary>A value that is a whole number of at least 1.</summary>
    /// <param name="option">The option.</param>
    /// <param name="standard">The number when the option was not given.</param>
    /// <returns>The number.</returns>
    /// <exception cref="VerbFailedException">The value is something else.</exception>
    public int Count(VerbOption option, int standard)
    {
        if (Text(option) is not { } text)
        {
            return standard;
        }

        return int.TryParse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out int count) && count >= 1
            ? count
            : throw VerbFailedException.Usage($"{option.Name} takes a whole number of at least 1, not \"{text}\".");
    }

    /// <summary>A value that is a length of time.</summary>
    /// <param name="option">The option.</param>
    /// <returns>The length; null when the option was not given.</returns>
    /// <exception cref="VerbFailedException">The value is something else.</exception>
    public TimeSpan? Duration(VerbOption option) => Text(option) is not { } text
        ? null
        : DurationExpression.TryParse(text, out TimeSpan duration)
            ? duration
            : throw VerbFailedException.Usage($"{option.Name} takes a length of time such as 90s, 15m, 1h30m or PT1H, not \"{text}\".");
}
