using Kiali.Tracing.Tool.Jupyter.Scripting;

namespace Kiali.Tracing.Tool.Jupyter.Values;

/// <summary>Turns the values of cells into what is shown.</summary>
internal static class ValueFormats
{
    public static MimeBundle Format(object? value) => value switch
    {
        null => MimeBundle.Text("null"),
        MimeBundle bundle => bundle,
        HtmlText html => MimeBundle.Text(html.Html).With(MimeBundle.HtmlType, html.Html),
        _ => MimeBundle.Text(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? string.Empty),
    };
}
