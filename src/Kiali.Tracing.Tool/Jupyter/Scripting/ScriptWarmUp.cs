namespace Kiali.Tracing.Tool.Jupyter.Scripting;

/// <summary>Opens a session while the front end is still connecting, so that the first cell does not wait for the compiler.</summary>
internal static class ScriptWarmUp
{
    /// <summary>A session whose compiler has compiled, bound and run something before.</summary>
    public static ScriptSession Start()
    {
        ScriptReferences references = ScriptReferences.Discover();

        // In a session of its own: the cells' one starts empty.
        var rehearsal = new ScriptSession(references);
        CompiledCell cell = rehearsal.Compile("1+1", "warm-up", CancellationToken.None);
        rehearsal.Start(cell).GetAwaiter().GetResult();
        return new ScriptSession(references);
    }
}
