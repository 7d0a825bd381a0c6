namespace Kiali.Tracing.Tool.Jupyter.Values;

/// <summary>Text that is HTML, and is shown as such.</summary>
/// <param name="Html">The HTML; it is the caller's own and is not encoded.</param>
public sealed record HtmlText(string Html)
{
    /// <summary>The HTML.</summary>
    /// <returns>The HTML.</returns>
    public override string ToString() => Html;
}
