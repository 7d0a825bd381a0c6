namespace Kiali.Tracing.Tool.Tests;

/// <summary>The program as it was built, beside these tests and not among their files: those lack what the tests' own frameworks bring.</summary>
internal static class BuiltTool
{
    private static string Folder { get; } = AppContext.BaseDirectory.Replace(
        Path.DirectorySeparatorChar + "Kiali.Tracing.Tool.Tests" + Path.DirectorySeparatorChar,
        Path.DirectorySeparatorChar + "Kiali.Tracing.Tool" + Path.DirectorySeparatorChar,
        StringComparison.Ordinal);

    public static string Dll => Path.Combine(Folder, "kiali-tracing.dll");
}
