using Kiali.Tracing.Interactive.Hosting;

namespace Kiali.Tracing.Tool.Shell;

/// <summary>Shows results on standard output, and progress and messages on standard error.</summary>
/// <param name="output">Standard output.</param>
/// <param name="error">Standard error.</param>
/// <param name="showsProgress">Whether standard error is a terminal, where a line can be replaced.</param>
internal sealed class ShellOutput(TextWriter output, TextWriter error, bool showsProgress) : IVerbOutput
{
    private const string EraseLine = "\r\u001b[K";

    private bool _progressShown;

    public void Show(RenderedOutput result)
    {
        ClearProgress();
        output.Write(result.PlainText);
        if (!result.PlainText.EndsWith('\n'))
        {
            output.WriteLine();
        }

        output.Flush();
    }

    public void ShowProgress(RenderedOutput progress)
    {
        if (showsProgress)
        {
            error.Write(EraseLine + progress.PlainText.ReplaceLineEndings(" ").Trim());
            _progressShown = true;
        }
    }

    public void ShowMessage(RenderedOutput message)
    {
        ClearProgress();
        error.WriteLine(message.PlainText.TrimEnd());
    }

    private void ClearProgress()
    {
        if (_progressShown)
        {
            error.Write(EraseLine);
            _progressShown = false;
        }
    }
}
