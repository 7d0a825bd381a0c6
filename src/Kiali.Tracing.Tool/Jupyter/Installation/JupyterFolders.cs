namespace Kiali.Tracing.Tool.Jupyter.Installation;

/// <summary>Where Jupyter looks for kernels.</summary>
/// <param name="variable">Gives an environment variable, or null.</param>
internal sealed class JupyterFolders(Func<string, string?> variable)
{
    /// <summary>The folder that holds one folder a kernel.</summary>
    /// <exception cref="FormatException">No environment is active though one is asked for.</exception>
    public string Kernels(KernelOptions options) => Path.Combine(Data(options), "kernels");

    private string Data(KernelOptions options) => options.Scope switch
    {
        KernelScope.Prefix => Shared(Path.GetFullPath(options.Prefix)),
        KernelScope.Environment => Shared(
            Set("VIRTUAL_ENV") ?? Set("CONDA_PREFIX")
            ?? throw new FormatException("--sys-prefix: no environment is active (neither VIRTUAL_ENV nor CONDA_PREFIX is set). Use --prefix DIR.")),
        _ => Set("JUPYTER_DATA_DIR") ?? UserData(),
    };

    private static string Shared(string prefix) => Path.Combine(prefix, "share", "jupyter");

    private string UserData()
    {
        if (OperatingSystem.IsWindows())
        {
            return Path.Combine(Set("APPDATA") ?? Path.Combine(Home(), "AppData", "Roaming"), "jupyter");
        }

        return OperatingSystem.IsMacOS()
            ? Path.Combine(Home(), "Library", "Jupyter")
            : Path.Combine(Set("XDG_DATA_HOME") ?? Path.Combine(Home(), ".local", "share"), "jupyter");
    }

    private string Home() => Set("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    private string? Set(string name) => variable(name) is { Length: > 0 } value ? value : null;
}
