namespace Kiali.Tracing.TestKit;

/// <summary>
/// Large recordings and fixtures that lie beside the working copy (<c>../shared/data</c>) and are not part of it. A clone
/// without them still tests every feature: tests that need them are marked <see cref="SharedDataFactAttribute"/>.
/// </summary>
public static class SharedData
{
    /// <summary>Absolute path of the folder, whether it exists or not.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data"));

    /// <summary>Whether the folder exists.</summary>
    public static bool Exists => Directory.Exists(Root);

    /// <summary>What a skipped test says.</summary>
    public static string AbsenceMessage => $"needs the shared recordings, which are not at {Root}";

    /// <summary>Absolute path of a file or folder among the shared recordings.</summary>
    /// <param name="relativePath">Path below the folder, with forward slashes, e.g. <c>kiali/tracingtest-responseTrace.json</c>.</param>
    public static string PathTo(string relativePath) => Path.Combine(Root, relativePath.Replace('/', Path.DirectorySeparatorChar));
}
