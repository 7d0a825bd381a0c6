using System.Diagnostics;
using System.Globalization;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Tool.Tests.Jupyter;

/// <summary>The kernel as a process of its own, as Jupyter starts it from the description that the kernel's own installation wrote.</summary>
[Collection("kernel processes")]
public sealed class JupyterClientTests
{
    [JupyterFact]
    public async Task Kernel_passes_the_conformance_suite_with_every_sample_and_no_skip() =>
        Assert.EndsWith("12 ran, 0 skipped, 0 failed", await RunAsync("conformance.py"));

    [JupyterFact]
    public async Task Kernel_keeps_the_protocol_where_the_conformance_suite_does_not_look() =>
        Assert.EndsWith("32 ran, 0 skipped, 0 failed", await RunAsync("protocol.py"));

    [JupyterFact]
    public async Task Kernel_survives_cells_that_do_not_want_to_stop_and_keeps_their_variables()
    {
        int rounds = int.Parse(Environment.GetEnvironmentVariable("KIALI_TRACING_HOSTILE_ROUNDS") ?? "1", CultureInfo.InvariantCulture);
        Assert.EndsWith($"{25 * rounds} survived, 0 failed", await RunAsync("hostile_cells.py"));
    }

    private static async Task<string> RunAsync(string script)
    {
        string folder = Repository.PathTo("tests", "Kiali.Tracing.Tool.Tests", "Jupyter");
        string kernel = BuiltTool.Dll;
        var start = new ProcessStartInfo(JupyterFactAttribute.Python, [Path.Combine(folder, script), $"dotnet|{kernel}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["LIBRARY_FOLDER"] = AppContext.BaseDirectory, ["PYTHONDONTWRITEBYTECODE"] = "1" },
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        // The last line is the verdict; the rest says what failed.
        string[] lines = output.TrimEnd().Split('\n');
        return string.Join('\n', [await errors, .. lines[..^1], lines[^1]]);
    }
}
