using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Kiali.Tracing.Tool.Jupyter.Scripting;

/// <summary>The assemblies that cells may use without a <c>#r</c>, and where all others are found by name.</summary>
internal sealed class ScriptReferences
{
    // Each reference costs every cell: these are the ones whose types people name. What they use in turn is found when it is missing.
    private static readonly ImmutableArray<string> Names =
    [
        "System.Private.CoreLib", "System.Runtime", "netstandard", "System.Collections", "System.Collections.Concurrent",
        "System.Collections.Immutable", "System.Console", "System.Diagnostics.Process", "System.Linq", "System.Linq.Expressions",
        "System.Linq.Queryable", "System.Memory", "System.Net.Http", "System.Net.Primitives", "System.Net.Sockets",
        "System.Numerics.Vectors", "System.Runtime.Numerics", "System.Private.Uri", "System.Text.Json", "System.Text.RegularExpressions",
        "System.Threading", "System.Threading.Tasks.Parallel", "System.Threading.Thread", "System.IO.Compression", "System.ObjectModel",
        "System.ComponentModel.Primitives", "System.Private.Xml", "System.Xml.ReaderWriter", "System.Private.Xml.Linq", "System.Xml.XDocument",
        "System.Security.Cryptography", "System.Diagnostics.StackTrace", "Microsoft.CSharp",
        "Microsoft.Data.Analysis", "Microsoft.ML.DataView", "Kiali.Tracing", "Kiali.Tracing.Sources", "Kiali.Tracing.Rendering",
        "Kiali.Tracing.Reports", "Kiali.Tracing.Interactive", "kiali-tracing",
    ];

    private readonly ImmutableDictionary<string, string> paths;

    private ScriptReferences(ImmutableDictionary<string, string> paths)
    {
        this.paths = paths;
        Standard = [.. Names.Where(paths.ContainsKey).Select(name => Reference(paths[name]))];
    }

    /// <summary>What every cell references.</summary>
    public ImmutableArray<MetadataReference> Standard { get; }

    /// <summary>Finds the assemblies that this process was started with.</summary>
    public static ScriptReferences Discover()
    {
        var trusted = (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? string.Empty).Split(Path.PathSeparator);
        ImmutableDictionary<string, string>.Builder paths =
            ImmutableDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string path in trusted.Where(path => path.Length > 0))
        {
            paths[Path.GetFileNameWithoutExtension(path)] = path;
        }

        return new ScriptReferences(paths.ToImmutable());
    }

    /// <summary>The file of an assembly that this process was started with; null when it is none of those.</summary>
    public string? Find(string name) => paths.GetValueOrDefault(name);

    /// <summary>A reference to an assembly's file, with the documentation that lies next to it.</summary>
    public static PortableExecutableReference Reference(string path)
    {
        string documentation = Path.ChangeExtension(path, ".xml");
        return MetadataReference.CreateFromFile(
            path, documentation: File.Exists(documentation) ? new XmlFileDocumentation(documentation) : null);
    }
}
