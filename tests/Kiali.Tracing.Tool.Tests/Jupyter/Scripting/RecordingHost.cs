using System.Collections.Concurrent;
using Kiali.Tracing.Tool.Jupyter.Scripting;

namespace Kiali.Tracing.Tool.Tests.Jupyter.Scripting;

/// <summary>Keeps what a cell shows, in order, one line each.</summary>
internal sealed class RecordingHost : ICellHost
{
    private readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyList<string> Lines => [.. lines];

    public void Write(bool isError, string text) => lines.Enqueue($"{(isError ? "stderr" : "stdout")} {text.TrimEnd()}");

    public void Display(MimeBundle bundle, string? displayId = null) => lines.Enqueue($"display {Name(displayId)}{bundle.PlainText}");

    public void UpdateDisplay(MimeBundle bundle, string displayId) => lines.Enqueue($"update {Name(displayId)}{bundle.PlainText}");

    public void ClearOutput(bool wait) => lines.Enqueue($"clear {wait}");

    public string ReadLine(string prompt, bool password, CancellationToken cancellationToken) => throw new InvalidOperationException("nobody types");

    private static string Name(string? displayId) => displayId is null ? string.Empty : $"[{displayId}] ";
}
