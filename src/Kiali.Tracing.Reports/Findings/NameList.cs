using System.Collections.Immutable;
using Kiali.Tracing.Formatting;

namespace Kiali.Tracing.Reports.Findings;

/// <summary>Writes lists of names in a sentence.</summary>
internal static class NameList
{
    private const int MostNamed = 3;

    /// <summary>Names joined: <c>a</c>, <c>a and b</c>, <c>a, b and c</c>, <c>a, b and 4 others</c>.</summary>
    /// <param name="names">The names, at least one.</param>
    public static string Of(ImmutableArray<string> names) => names.Length switch
    {
        1 => names[0],
        <= MostNamed => $"{string.Join(", ", names[..^1])} and {names[^1]}",
        _ => $"{names[0]}, {names[1]} and {NumberText.Counted(names.Length - 2, "other")}",
    };
}
