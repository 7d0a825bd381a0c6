using System.Globalization;

namespace Kiali.Tracing.Tool.Jupyter.Installation;

/// <summary>Writes and removes the folder by which Jupyter knows the kernel.</summary>
internal sealed class KernelInstaller(JupyterFolders folders)
{
    private const string SpecFile = "kernel.json";
    private const string LogoFile = "logo-svg.svg";

    // A trace of four spans, in the colours of the figures: #0066cc, #4394e5, the last one an error.
    private const string Logo =
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 64 64"><title>Kiali.Tracing</title>
        <rect width="64" height="64" rx="8" fill="#ffffff"/><rect x="6" y="10" width="52" height="8" rx="2" fill="#0066cc"/>
        <rect x="12" y="22" width="40" height="8" rx="2" fill="#4394e5"/><rect x="18" y="34" width="30" height="8" rx="2" fill="#4394e5"/>
        <rect x="22" y="46" width="24" height="8" rx="2" fill="#c9190b"/></svg>
        """;

    /// <summary>Installs the kernel, or brings an installed one up to date.</summary>
    /// <returns>A line that says where.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="FormatException">The place asked for does not exist.</exception>
    public string Install(KernelOptions options)
    {
        string processPath = Environment.ProcessPath ?? throw new IOException("The path of the running program is not known.");
        string assembly = Path.Combine(AppContext.BaseDirectory, typeof(KernelInstaller).Assembly.GetName().Name + ".dll");
        string folder = Path.Combine(folders.Kernels(options), options.Name);
        Directory.CreateDirectory(folder);
        string spec = KernelSpec.ToJson(
            KernelSpec.Command(processPath, assembly), options.DisplayName, Environment.GetEnvironmentVariable("DOTNET_ROOT"));
        File.WriteAllText(Path.Combine(folder, SpecFile), spec);
        File.WriteAllText(Path.Combine(folder, LogoFile), Logo + "\n");
        return string.Create(CultureInfo.InvariantCulture, $"Installed the kernel \"{options.DisplayName}\" ({options.Name}) in {folder}");
    }

    /// <summary>Removes the kernel.</summary>
    /// <returns>A line that says what was done.</returns>
    /// <exception cref="IOException">The folder cannot be removed, or is not a kernel's.</exception>
    /// <exception cref="FormatException">The place asked for does not exist.</exception>
    public string Uninstall(KernelOptions options)
    {
        string folder = Path.Combine(folders.Kernels(options), options.Name);
        if (!Directory.Exists(folder))
        {
            return $"There is no kernel {options.Name} in {folder}";
        }

        File.Delete(Path.Combine(folder, SpecFile));
        File.Delete(Path.Combine(folder, LogoFile));
        if (Directory.EnumerateFileSystemEntries(folder).Any())
        {
            return $"Removed the kernel {options.Name}; {folder} has other files and was left";
        }

        Directory.Delete(folder);
        return $"Removed the kernel {options.Name} from {folder}";
    }
}
