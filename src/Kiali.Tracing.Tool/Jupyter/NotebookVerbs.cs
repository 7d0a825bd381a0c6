using Kiali.Tracing.Interactive.Hosting;
using Kiali.Tracing.Interactive.Running;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Interactive.Verbs;
using Kiali.Tracing.Tool.Shell;

namespace Kiali.Tracing.Tool.Jupyter;

/// <summary>The verbs of a notebook: one session for all its cells.</summary>
internal static class NotebookVerbs
{
    /// <summary>Makes the runner of a kernel.</summary>
    /// <returns>The runner; its session starts without sources, or with those of the environment.</returns>
    public static IVerbRunner Create() => new VerbRunner(
        VerbTable.Create(),
        new KialiSession(SessionSources.OpenAsync, TimeProvider.System),
        HostKind.Notebook,
        () => ShellSources.Find(Environment.CurrentDirectory, Environment.GetEnvironmentVariable),
        () => ShellSources.FindServiceMap(Environment.CurrentDirectory));
}
