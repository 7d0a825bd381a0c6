using Kiali.Tracing.Interactive.Hosting;

namespace Kiali.Tracing.Tool.Jupyter.Scripting;

/// <summary>Shows what a verb gives under its cell.</summary>
internal sealed class CellVerbOutput(CellRun run) : IVerbOutput, IDisposable
{
    private readonly ICellHost host = run.Host;
    private readonly string progressId = run.NextDisplayId();
    private bool progressShown;
    private bool progressEverShown;

    public void Show(RenderedOutput output)
    {
        RemoveProgress();
        host.Display(MimeBundle.Of(output));
    }

    public void ShowProgress(RenderedOutput progress)
    {
        MimeBundle bundle = MimeBundle.Of(progress);
        if (progressEverShown)
        {
            host.UpdateDisplay(bundle, progressId);
        }
        else
        {
            host.Display(bundle, progressId);
        }

        progressShown = true;
        progressEverShown = true;
    }

    public void ShowMessage(RenderedOutput message) => host.Display(MimeBundle.Of(message));

    /// <summary>Removes progress that is still shown: the verb has ended.</summary>
    public void Dispose() => RemoveProgress();

    private void RemoveProgress()
    {
        if (progressShown)
        {
            progressShown = false;
            host.UpdateDisplay(MimeBundle.Empty, progressId);
        }
    }
}
