using System.Collections.Immutable;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Formatting;

namespace Kiali.Tracing.Views;

/// <summary>A result's warnings, folded: what was left out, changed or could not be read.</summary>
public static class WarningsFold
{
    private const int MostLines = 20;
    private const int LongestMessage = 600;

    /// <summary>Makes the fold.</summary>
    /// <param name="warnings">The warnings.</param>
    /// <returns>One fold that counts them; nothing when there are none.</returns>
    public static ImmutableArray<ViewBlock> Of(ImmutableArray<Warning> warnings)
    {
        if (warnings.IsEmpty)
        {
            return [];
        }

        List<TextLine> lines = [.. warnings.Take(MostLines).Select(warning => (TextLine)NameText.Cut(warning.Message, LongestMessage))];
        if (warnings.Length > MostLines)
        {
            lines.Add($"{NumberText.Count(warnings.Length - MostLines)} more; the JSON document has all.");
        }

        return [new FoldBlock(NumberText.Counted(warnings.Length, "warning"), [new LineBlock([.. lines])])];
    }
}
