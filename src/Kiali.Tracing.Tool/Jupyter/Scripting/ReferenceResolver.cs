using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Kiali.Tracing.Tool.Jupyter.Scripting;

/// <summary>Finds what <c>#r</c> names, and the assemblies that referenced assemblies need.</summary>
internal sealed class ReferenceResolver(ScriptReferences references, CellLoadContext loader) : MetadataReferenceResolver
{
    private readonly ConcurrentDictionary<string, PortableExecutableReference?> missing = new(StringComparer.OrdinalIgnoreCase);

    public override bool ResolveMissingAssemblies => true;

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference, string? baseFilePath, MetadataReferenceProperties properties)
    {
        string? path = references.Find(reference);
        if (path is null && File.Exists(reference))
        {
            path = Path.GetFullPath(reference);
            loader.AddFile(path);
        }

        return path is null || !IsAssembly(path) ? [] : [ScriptReferences.Reference(path)];
    }

    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity) =>
        missing.GetOrAdd(referenceIdentity.Name, name =>
            (references.Find(name) ?? loader.FindFile(name)) is { } path ? ScriptReferences.Reference(path) : null);

    private static bool IsAssembly(string path)
    {
        try
        {
            AssemblyName.GetAssemblyName(path);
            return true;
        }
        catch (Exception e) when (e is BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
