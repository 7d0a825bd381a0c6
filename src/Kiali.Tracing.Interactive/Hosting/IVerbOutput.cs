namespace Kiali.Tracing.Interactive.Hosting;

/// <summary>Where a verb's outputs go: a notebook cell, or a terminal.</summary>
/// <remarks>Called from one thread at a time. Implementations never throw for content: what cannot be shown becomes a one-line notice.</remarks>
public interface IVerbOutput
{
    /// <summary>Shows a result, after what was shown before it.</summary>
    /// <param name="output">The result's forms.</param>
    void Show(RenderedOutput output);

    /// <summary>Shows how far long work is. Replaces the progress shown before; the next <see cref="Show"/> removes it.</summary>
    /// <param name="progress">The progress's forms.</param>
    void ShowProgress(RenderedOutput progress);

    /// <summary>Shows a message that is not data: a warning, or an error. Goes to standard error in a shell.</summary>
    /// <param name="message">The message's forms.</param>
    void ShowMessage(RenderedOutput message);
}
