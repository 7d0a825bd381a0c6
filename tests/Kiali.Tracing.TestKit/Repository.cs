namespace Kiali.Tracing.TestKit;

/// <summary>The working copy that the running tests were built from.</summary>
public static class Repository
{
    private const string Marker = "Kiali.Tracing.sln";

    /// <summary>Absolute path of the folder that holds the solution file.</summary>
    /// <exception cref="DirectoryNotFoundException">The tests run outside a working copy.</exception>
    public static string Root { get; } = FindRoot();

    /// <summary>Absolute path of something inside the working copy.</summary>
    /// <param name="segments">Folder and file names, from the root down.</param>
    public static string PathTo(params string[] segments) => Path.Combine([Root, .. segments]);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Marker)))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"{AppContext.BaseDirectory} is not inside a working copy: no folder above it holds {Marker}");
    }
}
