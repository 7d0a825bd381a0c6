namespace Kiali.Tracing.Rendering.Html;

/// <summary>How much of a view one attempt at its HTML shows. Attempts get stricter until the output fits.</summary>
/// <param name="Rows">The most rows of a table.</param>
/// <param name="RunLength">The most UTF-16 units of a run.</param>
/// <param name="FigureBytes">The largest picture, in bytes of SVG; a larger one is named only.</param>
/// <param name="Bytes">The most UTF-16 units of the whole output; beyond, the attempt is given up.</param>
internal sealed record HtmlLimits(int Rows, int RunLength, int FigureBytes, int Bytes);
