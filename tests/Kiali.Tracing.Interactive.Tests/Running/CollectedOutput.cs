using Kiali.Tracing.Interactive.Hosting;

namespace Kiali.Tracing.Interactive.Tests.Running;

/// <summary>Keeps what a verb showed.</summary>
internal sealed class CollectedOutput : IVerbOutput
{
    public List<RenderedOutput> Shown { get; } = [];

    public List<RenderedOutput> Messages { get; } = [];

    public int ProgressCount { get; private set; }

    public void Show(RenderedOutput output) => Shown.Add(output);

    public void ShowProgress(RenderedOutput progress) => ProgressCount++;

    public void ShowMessage(RenderedOutput message) => Messages.Add(message);
}
