using Kiali.Tracing.Interactive.Hosting;
using Kiali.Tracing.Tool.Jupyter.Host;
using Kiali.Tracing.Tool.Jupyter.Installation;

namespace Kiali.Tracing.Tool.Jupyter;

/// <summary>The commands <c>kiali-tracing jupyter install</c>, <c>uninstall</c> and <c>kernel</c>.</summary>
internal static class JupyterCommand
{
    private const string Usage =
        """
        usage: kiali-tracing jupyter install   [--user | --sys-prefix | --prefix DIR] [--name NAME] [--display-name TEXT]
               kiali-tracing jupyter uninstall [--user | --sys-prefix | --prefix DIR] [--name NAME]
               kiali-tracing jupyter kernel --connection-file FILE     (what Jupyter calls)

        install writes the kernel's description to where Jupyter looks for it, and says where. It may be repeated.
          --user          the user's own Jupyter folder (default)
          --sys-prefix    the active virtual or conda environment
          --prefix DIR    DIR/share/jupyter
          --name          the kernel's name in files and on command lines (default: kiali-tracing)
          --display-name  its name in menus (default: C# (Kiali tracing))
        """;

    /// <summary>Runs one of the commands.</summary>
    /// <param name="args">What stands after <c>jupyter</c>.</param>
    /// <param name="verbs">Runs the verbs of cells.</param>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> args, IVerbRunner verbs)
    {
        string command = args.Count > 0 ? args[0] : "--help";
        string[] rest = [.. args.Skip(1)];
        if (command is "--help" or "-h" or "help" || rest.Contains("--help"))
        {
            Console.Out.WriteLine(Usage);
            return ExitCodes.Success;
        }

        try
        {
            switch (command)
            {
                case "kernel":
                    return rest is ["--connection-file" or "-f", var file]
                        ? KernelProcess.Run(file, verbs)
                        : throw new FormatException("jupyter kernel needs --connection-file FILE, and nothing else.");
                case "install":
                    Console.Out.WriteLine(Installer(rest, out KernelOptions options).Install(options));
                    return ExitCodes.Success;
                case "uninstall":
                    Console.Out.WriteLine(Installer(rest, out KernelOptions removed).Uninstall(removed));
                    return ExitCodes.Success;
                default:
                    throw new FormatException($"jupyter {command} is not a command: it is install, uninstall or kernel.");
            }
        }
        catch (FormatException e)
        {
            Console.Error.WriteLine($"{e.Message} See: kiali-tracing jupyter --help");
            return ExitCodes.Usage;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(e.Message);
            return ExitCodes.SourceFailed;
        }
    }

    private static KernelInstaller Installer(IReadOnlyList<string> args, out KernelOptions options)
    {
        options = KernelOptions.Parse(args);
        return new KernelInstaller(new JupyterFolders(Environment.GetEnvironmentVariable));
    }
}
