using Kiali.Tracing.Tool.Jupyter.Values;

namespace Kiali.Tracing.Tool.Jupyter.Scripting;

/// <summary>The functions that cells call without a class's name.</summary>
#pragma warning disable CA1708 // display(x) is a function of notebooks, x.Display() one of .NET Interactive
public static class CellFunctions
#pragma warning restore CA1708
{
#pragma warning disable IDE1006 // notebooks write display(x), in every language
    /// <summary>Shows a value under the cell, with what was shown before it.</summary>
    /// <param name="value">The value; null is shown as <c>null</c>.</param>
    /// <returns>A handle that replaces what is shown.</returns>
    public static DisplayedValue display(object? value) => Show(ValueFormats.Format(value));

    /// <summary>Shows text of a given kind under the cell.</summary>
    /// <param name="text">The text.</param>
    /// <param name="mimeType">Its MIME type, for instance <c>text/markdown</c>, <c>text/html</c> or <c>image/svg+xml</c>.</param>
    /// <returns>A handle that replaces what is shown.</returns>
    public static DisplayedValue display(string text, string mimeType) =>
        Show(MimeBundle.Text(text).With(mimeType, text));
#pragma warning restore IDE1006

    /// <summary>Shows a value under the cell, with what was shown before it.</summary>
    /// <param name="value">The value; null is shown as <c>null</c>.</param>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <returns>A handle that replaces what is shown.</returns>
    public static DisplayedValue Display<T>(this T value) => display((object?)value);

    /// <summary>Marks text as HTML, to be shown as such.</summary>
    /// <param name="html">The HTML; it is the caller's own and is not encoded.</param>
    /// <returns>A value to show.</returns>
    public static HtmlText HTML(string html) => new(html);

    /// <summary>Removes what the cell has shown so far.</summary>
    /// <param name="wait">Whether to wait until the next output comes, so that nothing flickers.</param>
    public static void ClearOutput(bool wait = false) => Cell().Host.ClearOutput(wait);

    /// <summary>Asks the user for a line that is hidden while it is typed.</summary>
    /// <param name="prompt">The question.</param>
    /// <returns>The line.</returns>
    /// <exception cref="InvalidOperationException">The front end cannot ask.</exception>
    public static string ReadPassword(string prompt)
    {
        CellRun cell = Cell();
        return cell.Host.ReadLine(prompt, password: true, cell.Cancellation);
    }

    /// <summary>Cancelled when the user interrupts the cell: pass it to what takes one.</summary>
    public static CancellationToken Interruption => Cell().Cancellation;

    /// <summary>A value on its way into a variable; called by compiled code alone.</summary>
    /// <param name="name">The variable's name.</param>
    /// <returns>The value.</returns>
    /// <exception cref="KeyNotFoundException">There is no such value.</exception>
    public static object InjectedValue(string name) => Cell().Injected[name];

    private static DisplayedValue Show(MimeBundle bundle)
    {
        CellRun cell = Cell();
        string id = cell.NextDisplayId();
        cell.Host.Display(bundle, id);
        return new DisplayedValue(cell.Host, id);
    }

    private static CellRun Cell() => CellRun.Current ?? throw new InvalidOperationException("This can be called from a notebook cell only.");
}
