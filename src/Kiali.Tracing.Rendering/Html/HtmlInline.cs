using System.Text;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Rendering.Text;

namespace Kiali.Tracing.Rendering.Html;

/// <summary>Writes runs of text.</summary>
internal static class HtmlInline
{
    /// <summary>Writes a line's runs.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="line">The line.</param>
    /// <param name="limits">How long a run may be.</param>
    /// <param name="colored">Whether runs may have a colour of their own: only on a background.</param>
    /// <param name="bold">Whether everything is bold already.</param>
    public static void AppendLine(StringBuilder html, TextLine line, HtmlLimits limits, bool colored = false, bool bold = false)
    {
        foreach (TextRun run in line)
        {
            if (run.Text.Length == 0)
            {
                continue;
            }

            bool font = colored && run.Color is not null;
            bool strong = run.Bold && !bold;
            html.Append(font ? $"<font color=\"{run.Color!.Value.Hex}\">" : "").Append(run.Mono ? "<tt>" : "").Append(strong ? "<b>" : "");
            AppendText(html, run.Text, limits.RunLength);
            html.Append(strong ? "</b>" : "").Append(run.Mono ? "</tt>" : "").Append(font ? "</font>" : "");
        }
    }

    /// <summary>Writes text, made visible, keeping its spaces apart.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="text">The text.</param>
    /// <param name="maximumLength">How many UTF-16 units of it are shown.</param>
    /// <remarks>Front ends typeset <c>$…$</c>, <c>\(…\)</c> and <c>\begin…</c> in any output as formulas, links in them included: an element of
    /// its own around each <c>$</c> and <c>\</c> keeps them what they are. Text that runs from right to left is kept from reordering its neighbours.</remarks>
    public static void AppendText(StringBuilder html, string text, int maximumLength = VisibleText.MaximumLength)
    {
        string visible = VisibleText.OnOneLine(text, maximumLength);
        bool isolate = visible.AsSpan().IndexOfAnyInRange('\u0590', '\u08ff') >= 0 || visible.AsSpan().IndexOfAnyInRange('\ufb1d', '\ufefc') >= 0;
        string spaced = visible.Replace("  ", "\u00a0\u00a0", StringComparison.Ordinal);
        ReadOnlySpan<char> left = isolate ? "\u2068" + spaced + "\u2069" : spaced;
        while (true)
        {
            int formula = left.IndexOfAny('$', '\\');
            if (formula < 0)
            {
                html.AppendEncoded(left);
                return;
            }

            html.AppendEncoded(left[..formula]).Append("<font>").Append(left[formula]).Append("</font>");
            left = left[(formula + 1)..];
        }
    }

    public static void AppendAttribute(StringBuilder html, string name, string value) =>
        html.Append(' ').Append(name).Append("=\"").AppendEncoded(VisibleText.OnOneLine(value, 2000)).Append('"');
}
