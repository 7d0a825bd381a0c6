using System.Text;

namespace Kiali.Tracing.Rendering.Text;

/// <summary>Encodes text for XML and HTML, in elements and in quoted attributes alike.</summary>
internal static class MarkupText
{
    public static StringBuilder AppendEncoded(this StringBuilder builder, ReadOnlySpan<char> text)
    {
        while (true)
        {
            int special = text.IndexOfAny("&<>\"'");
            if (special < 0)
            {
                return builder.Append(text);
            }

            builder.Append(text[..special]).Append(Entity(text[special]));
            text = text[(special + 1)..];
        }
    }

    private static string Entity(char c) => c switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        _ => "&#39;",
    };
}
