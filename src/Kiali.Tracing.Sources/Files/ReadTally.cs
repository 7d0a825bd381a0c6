using System.Collections.Immutable;
using System.Globalization;

namespace Kiali.Tracing.Sources.Files;

/// <summary>Counts what a reader had to skip or change, one warning a code.</summary>
/// <param name="source">The file, for people.</param>
internal sealed class ReadTally(string source)
{
    private readonly List<string> _codes = [];
    private readonly Dictionary<string, (string What, long Count, long? FirstOffset)> _counts = [];

    /// <summary>Whether something was lost: the answer is not complete.</summary>
    public bool Incomplete { get; private set; }

    /// <summary>Counts one more.</summary>
    /// <param name="code">The warning's code.</param>
    /// <param name="what">What happened, after a number: <c>spans have no id and were skipped</c>.</param>
    /// <param name="offset">Where in the file, bytes; null where that is not known.</param>
    /// <param name="count">How many.</param>
    public void Add(string code, string what, long? offset = null, long count = 1)
    {
        if (count == 0)
        {
            return;
        }

        if (_counts.TryGetValue(code, out (string What, long Count, long? FirstOffset) before))
        {
            _counts[code] = before with { Count = before.Count + count };
        }
        else
        {
            _codes.Add(code);
            _counts.Add(code, (what, count, offset));
        }
    }

    /// <summary>Counts one more that is lost: the answer is not complete.</summary>
    /// <param name="code">The warning's code.</param>
    /// <param name="what">What happened, after a number.</param>
    /// <param name="offset">Where in the file, bytes; null where that is not known.</param>
    public void AddLoss(string code, string what, long? offset = null)
    {
        Incomplete = true;
        Add(code, what, offset);
    }

    /// <summary>Says that something is missing for good.</summary>
    /// <param name="code">The warning's code.</param>
    /// <param name="sentence">What is missing and why, a whole sentence.</param>
    public void Lose(string code, string sentence)
    {
        Incomplete = true;
        _codes.Add(code);
        _counts[code] = (sentence, 0, null);
    }

    /// <summary>Counts what another tally of the same source counted; where in its bytes is forgotten.</summary>
    /// <param name="other">The other tally.</param>
    public void Add(ReadTally other)
    {
        Incomplete |= other.Incomplete;
        foreach (string code in other._codes.Distinct())
        {
            (string what, long count, _) = other._counts[code];
            if (count == 0)
            {
                Lose(code, what);
            }
            else
            {
                Add(code, what, null, count);
            }
        }
    }

    /// <summary>The warnings, in the order in which their first cases were met.</summary>
    public ImmutableArray<Warning> ToWarnings() => [.. _codes.Distinct().Select(ToWarning)];

    private Warning ToWarning(string code)
    {
        (string what, long count, long? offset) = _counts[code];
        if (count == 0)
        {
            return new Warning(code, what, 1, source);
        }

        string where = offset is { } first ? string.Create(CultureInfo.InvariantCulture, $"; the first is at byte {first}") : string.Empty;
        return new Warning(code, string.Create(CultureInfo.InvariantCulture, $"{count} {what}{where}."), count, source);
    }
}
