using System.Collections.Immutable;
using System.Text;

namespace Kiali.Tracing.Rendering.Tests;

/// <summary>Reads an HTML fragment as a browser's tokenizer would, strictly: what it cannot read is an error.</summary>
internal static class Markup
{
    public static ImmutableArray<(string Element, ImmutableArray<(string Name, string Value)> Attributes)> Elements(string html)
    {
        ImmutableArray<(string, ImmutableArray<(string, string)>)>.Builder elements = ImmutableArray.CreateBuilder<(string, ImmutableArray<(string, string)>)>();
        Stack<string> open = new();
        for (int i = html.IndexOf('<'); i >= 0; i = html.IndexOf('<', i))
        {
            int end = html.IndexOf('>', i);
            string tag = html[(i + 1)..end];
            i = end;
            if (tag.StartsWith('/'))
            {
                string expected = open.Pop();
                if (expected != tag[1..])
                {
                    throw new FormatException($"</{tag[1..]}> closes <{expected}>.");
                }

                continue;
            }

            int space = tag.IndexOf(' ');
            string name = space < 0 ? tag : tag[..space];
            elements.Add((name, space < 0 ? [] : Attributes(tag[space..])));
            if (name is not ("br" or "img"))
            {
                open.Push(name);
            }
        }

        return open.Count == 0 ? elements.ToImmutable() : throw new FormatException($"<{open.Peek()}> is not closed.");
    }

    /// <summary>The text without its markup, entities still written.</summary>
    public static string Text(string html)
    {
        StringBuilder text = new();
        bool inside = false;
        foreach (char c in html)
        {
            inside = c == '<' || (inside && c != '>');
            if (!inside && c != '>')
            {
                text.Append(c);
            }
        }

        return text.ToString();
    }

    private static ImmutableArray<(string, string)> Attributes(string text)
    {
        ImmutableArray<(string, string)>.Builder attributes = ImmutableArray.CreateBuilder<(string, string)>();
        int i = 0;
        while (i < text.Length)
        {
            if (text[i++] != ' ')
            {
                throw new FormatException("A space was expected before an attribute in " + text);
            }

            int equals = text.IndexOf("=\"", i, StringComparison.Ordinal);
            int close = text.IndexOf('"', equals + 2);
            attributes.Add((text[i..equals], text[(equals + 2)..close]));
            i = close + 1;
        }

        return attributes.ToImmutable();
    }
}
