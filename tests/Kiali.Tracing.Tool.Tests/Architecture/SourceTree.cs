using Kiali.Tracing.TestKit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Kiali.Tracing.Tool.Tests.Architecture;

/// <summary>The C# files of the working copy, without what the build makes.</summary>
internal static class SourceTree
{
    public static IEnumerable<string> Files(params ReadOnlySpan<string> folders)
    {
        List<string> files = [];
        foreach (string folder in folders)
        {
            files.AddRange(Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories));
        }

        return files.Order(StringComparer.Ordinal);
    }

    public static string Relative(string path) => Path.GetRelativePath(Repository.Root, path);

    public static SyntaxNode Parse(string path) => CSharpSyntaxTree.ParseText(File.ReadAllText(path), path: path).GetRoot();
}
