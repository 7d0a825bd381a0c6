using Kiali.Tracing.Figures;
using Kiali.Tracing.Interactive.Hosting;
using Kiali.Tracing.Interactive.Verbs;
using Kiali.Tracing.Rendering.Html;
using Kiali.Tracing.Rendering.Text;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Interactive.Running;

/// <summary>Views in the forms that every host can show.</summary>
internal static class ViewOutput
{
    /// <summary>A view as text and HTML.</summary>
    public static RenderedOutput Of(View view) => new(TextRenderer.Render(view), HtmlRenderer.Render(view));

    /// <summary>An error: one line of text, and a marked table in HTML.</summary>
    public static RenderedOutput Error(string message, string? advice)
    {
        MessageBlock block = new(MessageKind.Error, TextRun.Strong(message)) { Lines = advice is null ? [] : [Advice(advice)] };
        string text = VisibleText.OnOneLine($"error: {WithAdvice(message, advice)}");
        return new RenderedOutput(text, HtmlRenderer.Render(new View(TextLine.Empty) { Blocks = [block] }));
    }

    /// <summary>A message and what to do next, on one line.</summary>
    public static string WithAdvice(string message, string? advice) => advice is null
        ? message
        : IsQuestion(advice) ? $"{message} {Capitalized(advice)}" : $"{message} Try: {advice}";

    /// <summary>Warnings of a result whose format has no place for them.</summary>
    public static RenderedOutput Warning(Warning warning)
    {
        MessageBlock block = new(MessageKind.Warning, TextRun.Strong(warning.Message));
        return new RenderedOutput(
            VisibleText.OnOneLine($"warning: {warning.Message}"), HtmlRenderer.Render(new View(TextLine.Empty) { Blocks = [block] }));
    }

    /// <summary>How far long work is.</summary>
    public static RenderedOutput Progress(ProgressReport report)
        => Of(new View(report.Subject) { Blocks = [new ProgressBlock(report.Fraction, report.Counts)] });

    private static TextLine Advice(string advice) => IsQuestion(advice) ? Capitalized(advice) : [new TextRun("Try: "), new TextRun(advice)];

    private static bool IsQuestion(string advice) => advice.EndsWith('?');

    private static string Capitalized(string advice) => char.ToUpperInvariant(advice[0]) + advice[1..];
}
