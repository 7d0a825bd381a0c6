using Kiali.Tracing.Tool.Jupyter.Assistance;
using Kiali.Tracing.Tool.Jupyter.Values;

namespace Kiali.Tracing.Tool.Jupyter.Scripting;

/// <summary>Opens a session while the front end is still connecting, so that the first cells do not wait for the compiler.</summary>
internal static class ScriptWarmUp
{
    // What notebooks do first: a frame, a query with lambdas, a table of its rows.
    private const string Rehearsed =
        """
        var frame = new DataFrame(new Int32DataFrameColumn("n", new[] { 1, 2 }), new StringDataFrameColumn("s", new[] { "a", "b" }));
        var rows = Enumerable.Range(0, 3).Select(i => new { i, half = i / 2.0 }).Where(row => row.i > 0).ToArray();
        foreach (var row in rows) { await Task.CompletedTask; }
        new object[] { frame, rows }
        """;

    /// <summary>A session whose compiler has compiled, bound and run something before.</summary>
    public static ScriptSession Start()
    {
        ScriptReferences references = ScriptReferences.Discover();

        // In a session of its own: the cells' one starts empty.
        Run(new ScriptSession(references), "1+1");
        return new ScriptSession(references);
    }

    /// <summary>Warms up what later cells need, in the background. Once the first cell is answered: before, it would be in its way.</summary>
    public static void GoOn() =>
        new Thread(RehearseMore) { IsBackground = true, Name = "warm-up", Priority = ThreadPriority.BelowNormal }.Start();

    private static void RehearseMore()
    {
        var rehearsal = new ScriptSession(ScriptReferences.Discover());
        foreach (object value in (object[])Run(rehearsal, Rehearsed)!)
        {
            ValueFormats.Format(value);
        }

        CSharpCompleter.Complete(rehearsal, "frame.Hea", "frame.Hea".Length);
    }

    private static object? Run(ScriptSession session, string code)
    {
        CompiledCell cell = session.Compile(code, "warm-up", CancellationToken.None);
        object? value = session.Start(cell).GetAwaiter().GetResult();
        session.Settle(cell);
        return value;
    }
}
