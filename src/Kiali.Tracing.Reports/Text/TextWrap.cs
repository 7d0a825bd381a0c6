namespace Kiali.Tracing.Reports.Text;

/// <summary>Where a line may be broken.</summary>
internal enum TextWrap
{
    /// <summary>Between words, after a hyphen or slash, and inside a word only when it alone is wider than the line.</summary>
    Words,

    /// <summary>Between any two characters, as a terminal does.</summary>
    Anywhere,
}
