using System.Text.Json;
using Kiali.Tracing.Tool.Jupyter.Installation;
using Xunit;

namespace Kiali.Tracing.Tool.Tests.Jupyter.Installation;

public sealed class KernelInstallationTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kernel-installation-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Description_calls_this_program_by_its_absolute_path() => Assert.Equal(
        """
        {
          "argv": [
            "/usr/bin/dotnet",
            "/opt/kiali/kiali-tracing.dll",
            "jupyter",
            "kernel",
            "--connection-file",
            "{connection_file}"
          ],
          "display_name": "C# (Kiali tracing)",
          "language": "C#",
          "interrupt_mode": "message",
          "env": {
            "DOTNET_ROOT": "/opt/dotnet"
          },
          "metadata": {
            "debugger": false
          }
        }

        """,
        KernelSpec.ToJson(KernelSpec.Command("/usr/bin/dotnet", "/opt/kiali/kiali-tracing.dll"), "C# (Kiali tracing)", "/opt/dotnet"));

    [Fact]
    public void An_executable_of_its_own_is_called_without_dotnet() =>
        Assert.Equal(["/root/.dotnet/tools/kiali-tracing"], KernelSpec.Command("/root/.dotnet/tools/kiali-tracing", "/opt/kiali-tracing.dll"));

    [Fact]
    public void Installing_twice_leaves_one_kernel_and_says_where()
    {
        KernelOptions options = KernelOptions.Parse(["--prefix", folder, "--name", "mine", "--display-name", "Mine \"quoted\""]);
        var installer = new KernelInstaller(new JupyterFolders(_ => null));
        string kernel = Path.Combine(folder, "share", "jupyter", "kernels", "mine");
        string said = installer.Install(options);
        byte[] first = File.ReadAllBytes(Path.Combine(kernel, "kernel.json"));
        Assert.Equal(said, installer.Install(options));
        Assert.Contains(kernel, said, StringComparison.Ordinal);
        Assert.Equal(first, File.ReadAllBytes(Path.Combine(kernel, "kernel.json")));
        using var json = JsonDocument.Parse(first);
        Assert.Equal("Mine \"quoted\"", json.RootElement.GetProperty("display_name").GetString());
        Assert.True(Path.IsPathRooted(json.RootElement.GetProperty("argv")[0].GetString()));
        Assert.Contains("Removed", installer.Uninstall(options), StringComparison.Ordinal);
        Assert.False(Directory.Exists(kernel));
        Assert.StartsWith("There is no kernel", installer.Uninstall(options), StringComparison.Ordinal);
    }

    [Fact]
    public void Removing_keeps_files_that_are_not_the_kernels()
    {
        KernelOptions options = KernelOptions.Parse(["--prefix", folder]);
        var installer = new KernelInstaller(new JupyterFolders(_ => null));
        installer.Install(options);
        string note = Path.Combine(folder, "share", "jupyter", "kernels", "kiali-tracing", "note.txt");
        File.WriteAllText(note, "mine");
        Assert.Contains("has other files", installer.Uninstall(options), StringComparison.Ordinal);
        Assert.True(File.Exists(note));
    }

    [Theory]
    [InlineData("JUPYTER_DATA_DIR=/data XDG_DATA_HOME=/xdg HOME=/home/sre", "--user", "/data/kernels")]
    [InlineData("XDG_DATA_HOME=/xdg HOME=/home/sre", "--user", "/xdg/jupyter/kernels")]
    [InlineData("HOME=/home/sre", "", "/home/sre/.local/share/jupyter/kernels")]
    [InlineData("VIRTUAL_ENV=/venv JUPYTER_DATA_DIR=/data", "--sys-prefix", "/venv/share/jupyter/kernels")]
    [InlineData("CONDA_PREFIX=/conda", "--sys-prefix", "/conda/share/jupyter/kernels")]
    [InlineData("JUPYTER_DATA_DIR=/data", "--prefix /usr/local", "/usr/local/share/jupyter/kernels")]
    public void Kernels_go_where_Jupyter_looks(string environment, string options, string expected)
    {
        // The folders of the other systems differ by design.
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        Dictionary<string, string> variables = environment.Split(' ').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        KernelOptions parsed = KernelOptions.Parse(options.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(expected, new JupyterFolders(variables.GetValueOrDefault).Kernels(parsed));
    }

    [Fact]
    public void Without_an_active_environment_its_folder_is_refused() => Assert.StartsWith(
        "--sys-prefix: no environment is active",
        Assert.Throws<FormatException>(() => new JupyterFolders(_ => null).Kernels(KernelOptions.Parse(["--sys-prefix"]))).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("--sideways", "--sideways is not an option.")]
    [InlineData("--prefix", "--prefix needs a value.")]
    [InlineData("--user --sys-prefix", "--user, --sys-prefix and --prefix exclude each other.")]
    [InlineData("--name ../evil", "--name ../evil: a kernel's name has ASCII letters, digits, - _ . only, and at most 64 of them.")]
    [InlineData("--name ..", "--name ..: a kernel's name has ASCII letters, digits, - _ . only, and at most 64 of them.")]
    public void Wrong_options_are_refused_with_one_line(string options, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => KernelOptions.Parse(options.Split(' '))).Message);
}
