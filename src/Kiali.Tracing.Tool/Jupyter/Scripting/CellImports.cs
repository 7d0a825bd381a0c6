using System.Collections.Immutable;

namespace Kiali.Tracing.Tool.Jupyter.Scripting;

/// <summary>What cells can name without a <c>using</c>.</summary>
internal static class CellImports
{
    /// <summary>The namespaces, and the class whose functions are called without its name.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        "System",
        "System.Collections.Generic",
        "System.IO",
        "System.Linq",
        "System.Threading.Tasks",
        typeof(Microsoft.Data.Analysis.DataFrame).Namespace!,
        "Kiali.Tracing",
        "Kiali.Tracing.Sources",
        typeof(CellFunctions).FullName!,
    ];
}
