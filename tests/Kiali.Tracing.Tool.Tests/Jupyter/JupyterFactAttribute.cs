using System.Diagnostics;
using Xunit;

namespace Kiali.Tracing.Tool.Tests.Jupyter;

/// <summary>A test that drives the kernel with Jupyter's own client; it is skipped, saying so, where Debian's Jupyter is absent.</summary>
public sealed class JupyterFactAttribute : FactAttribute
{
    /// <summary>Debian's Python: its Jupyter is not seen by any other.</summary>
    public const string Python = "/usr/bin/python3";

    private static readonly Lazy<bool> HasJupyter = new(Probe);

    public JupyterFactAttribute()
    {
        if (!HasJupyter.Value)
        {
            Skip = $"needs {Python} with jupyter_client and jupyter_kernel_test (Debian: jupyter-client, python3-jupyter-kernel-test)";
        }
    }

    private static bool Probe()
    {
        if (!File.Exists(Python))
        {
            return false;
        }

        using Process probe = Process.Start(new ProcessStartInfo(Python, ["-c", "import jupyter_client, jupyter_kernel_test"])
        {
            RedirectStandardError = true,
        })!;
        probe.StandardError.ReadToEnd();
        probe.WaitForExit();
        return probe.ExitCode == 0;
    }
}
