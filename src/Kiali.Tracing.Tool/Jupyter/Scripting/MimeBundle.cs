using System.Collections.Immutable;
using Kiali.Tracing.Interactive.Hosting;

namespace Kiali.Tracing.Tool.Jupyter.Scripting;

/// <summary>One value in several forms; the front end shows the richest it can.</summary>
/// <param name="Forms">The forms by MIME type.</param>
internal sealed record MimeBundle(ImmutableSortedDictionary<string, string> Forms)
{
    public const string PlainTextType = "text/plain";
    public const string HtmlType = "text/html";

    /// <summary>Nothing at all: what a removed display becomes.</summary>
    public static MimeBundle Empty { get; } = Text(string.Empty);

    /// <summary>The plain text, or nothing.</summary>
    public string PlainText => Forms.GetValueOrDefault(PlainTextType, string.Empty);

    public static MimeBundle Text(string text) => Of(PlainTextType, text);

    public static MimeBundle Of(string mimeType, string text) =>
        new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add(mimeType, text));

    public static MimeBundle Of(RenderedOutput output)
    {
        MimeBundle text = Text(output.PlainText);
        return output.Html is { } html ? text.With(HtmlType, html) : text;
    }

    public MimeBundle With(string mimeType, string text) => new(Forms.SetItem(mimeType, text));
}
