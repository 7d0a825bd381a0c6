namespace Kiali.Tracing.Tool.Jupyter.Installation;

/// <summary>What to install, and where.</summary>
internal sealed record KernelOptions
{
    private const int MaximumNameLength = 64;

    /// <summary>Whose Jupyter it is for.</summary>
    public KernelScope Scope { get; init; } = KernelScope.User;

    /// <summary>The folder of <see cref="KernelScope.Prefix"/>; else empty.</summary>
    public string Prefix { get; init; } = string.Empty;

    /// <summary>The kernel's name: the name of its folder.</summary>
    public string Name { get; init; } = "kiali-tracing";

    /// <summary>The kernel's name in menus.</summary>
    public string DisplayName { get; init; } = "C# (Kiali tracing)";

    /// <summary>Reads the options of a command line.</summary>
    /// <exception cref="FormatException">An option is unknown, repeated in another sense, or lacks its value; the message says which.</exception>
    public static KernelOptions Parse(IReadOnlyList<string> args)
    {
        var options = new KernelOptions();
        bool scoped = false;
        for (int i = 0; i < args.Count; i++)
        {
            string option = args[i];
            string Value() => ++i < args.Count && args[i].Length > 0 ? args[i] : throw new FormatException($"{option} needs a value.");
            options = option switch
            {
                "--user" => options with { Scope = KernelScope.User },
                "--sys-prefix" => options with { Scope = KernelScope.Environment },
                "--prefix" => options with { Scope = KernelScope.Prefix, Prefix = Value() },
                "--name" => options with { Name = Checked(Value()) },
                "--display-name" => options with { DisplayName = Value() },
                _ => throw new FormatException($"{option} is not an option."),
            };
            if (option is "--user" or "--sys-prefix" or "--prefix")
            {
                scoped = scoped ? throw new FormatException("--user, --sys-prefix and --prefix exclude each other.") : true;
            }
        }

        return options;
    }

    // Jupyter's own rule; it also keeps the name from leaving the folder of kernels.
    private static string Checked(string name) =>
        name.Length <= MaximumNameLength && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && name.Trim('.').Length > 0
            ? name
            : throw new FormatException($"--name {name}: a kernel's name has ASCII letters, digits, - _ . only, and at most 64 of them.");
}
