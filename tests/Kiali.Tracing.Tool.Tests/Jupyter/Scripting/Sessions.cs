using Kiali.Tracing.Tool.Jupyter.Scripting;

namespace Kiali.Tracing.Tool.Tests.Jupyter.Scripting;

/// <summary>C# sessions for tests.</summary>
internal static class Sessions
{
    public static ScriptSession New() => new(ScriptReferences.Discover());

    /// <summary>The value of code that runs on nothing before it.</summary>
    public static object? Value(ScriptReferences references, string code, bool isGuarded)
    {
        CompiledCell cell = new ScriptSession(references).Compile(code, "cell 1", CancellationToken.None, isGuarded);
        return cell.Run(new object?[4]).GetAwaiter().GetResult();
    }
}
