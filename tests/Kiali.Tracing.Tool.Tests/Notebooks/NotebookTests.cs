using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Kiali.Tracing.TestKit;
using Kiali.Tracing.Tool.Tests.Jupyter;
using Xunit;

namespace Kiali.Tracing.Tool.Tests.Notebooks;

/// <summary>The committed notebooks, run through the kernel as a reader would run them.</summary>
[Collection("kernel processes")]
public class NotebookTests
{
    private const int LargestNotebook = 4 << 20;

    private static string FirstLook => Repository.PathTo("notebooks", "01-first-look.ipynb");

    [JupyterFact]
    public async Task The_first_look_runs_to_its_committed_outputs_and_finds_the_planted_fault()
    {
        string printed = await RunAsync(FirstLook);
        Assert.EndsWith(" 0 different", printed.TrimEnd(), StringComparison.Ordinal);
        string conclusion = printed.Split('\n').Single(line => line.StartsWith("printed: cause: ", StringComparison.Ordinal));
        string onset = SampleIncident.Truth.Onset.ToString("HH:mm", CultureInfo.InvariantCulture);
        Assert.StartsWith(
            $"printed: cause: {SampleIncident.Truth.Workload}, since {onset} UTC, {SampleIncident.Truth.Kind}:", conclusion, StringComparison.Ordinal);
    }

    [Fact]
    public void Committed_notebooks_hold_every_output_and_no_failure_script_or_path_of_a_machine()
    {
        foreach (string path in Directory.EnumerateFiles(Repository.PathTo("notebooks"), "*.ipynb"))
        {
            string text = File.ReadAllText(path);
            Assert.InRange(text.Length, 1, LargestNotebook);
            Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Path.GetDirectoryName(Repository.Root) + "/", text, StringComparison.Ordinal);
            using JsonDocument notebook = JsonDocument.Parse(text);
            foreach (JsonElement cell in notebook.RootElement.GetProperty("cells").EnumerateArray())
            {
                if (cell.GetProperty("cell_type").GetString() == "code")
                {
                    Assert.NotEmpty(cell.GetProperty("outputs").EnumerateArray());
                    Assert.DoesNotContain(cell.GetProperty("outputs").EnumerateArray(), output => output.GetProperty("output_type").GetString() == "error");
                }
            }
        }
    }

    private static async Task<string> RunAsync(string notebook)
    {
        string script = Repository.PathTo("tests", "Kiali.Tracing.Tool.Tests", "Notebooks", "run_notebook.py");
        string kernel = BuiltTool.Dll;
        ProcessStartInfo start = new(JupyterFactAttribute.Python, [script, $"dotnet|{kernel}", notebook])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PYTHONDONTWRITEBYTECODE"] = "1" },
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return output;
    }
}
