using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;

namespace Kiali.Tracing.Tool.Jupyter.Scripting;

/// <summary>Where compiled cells are loaded, and where they find each other and what <c>#r</c> added.</summary>
internal sealed class CellLoadContext() : AssemblyLoadContext("cells")
{
    private readonly ConcurrentDictionary<string, Assembly> cells = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> files = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Loads a compiled cell.</summary>
    public Assembly LoadCell(string name, MemoryStream code, MemoryStream symbols)
    {
        Assembly assembly = LoadFromStream(code, symbols);
        cells[name] = assembly;
        return assembly;
    }

    /// <summary>Makes an assembly's file known by its name.</summary>
    public void AddFile(string path) => files[Path.GetFileNameWithoutExtension(path)] = path;

    /// <summary>The file of an assembly that <c>#r</c> added, or that lies next to one; null when there is none.</summary>
    public string? FindFile(string name)
    {
        if (files.TryGetValue(name, out string? path))
        {
            return path;
        }

        return files.Values
            .Select(file => Path.Combine(Path.GetDirectoryName(file) ?? string.Empty, name + ".dll"))
            .Order(StringComparer.Ordinal)
            .FirstOrDefault(File.Exists);
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name is not { } name)
        {
            return null;
        }

        if (cells.TryGetValue(name, out Assembly? cell))
        {
            return cell;
        }

        // What this program has loaded stays one: its types must be the same inside and outside of cells.
        return FindFile(name) is { } path && !IsOwn(assemblyName) ? LoadFromAssemblyPath(path) : null;
    }

    private static bool IsOwn(AssemblyName name)
    {
        try
        {
            return Default.LoadFromAssemblyName(name) is not null;
        }
        catch (Exception e) when (e is IOException or BadImageFormatException)
        {
            return false;
        }
    }
}
