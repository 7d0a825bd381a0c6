using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Kiali.Tracing.Interactive.Hosting;
using Kiali.Tracing.Tool.Jupyter.Assistance;
using Kiali.Tracing.Tool.Jupyter.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Kiali.Tracing.Tool.Jupyter.Scripting;

/// <summary>Runs cells: their C# and their verbs, in order, over one session.</summary>
internal sealed class CellExecution(Task<ScriptSession> session, IVerbRunner verbs, TimeProvider clock)
{
    /// <summary>What the names of cells in stack traces start with.</summary>
    public const string PathPrefix = "cell ";

    private readonly ConcurrentDictionary<string, string[]> sources = new(StringComparer.Ordinal);

    /// <summary>Runs a cell to its end on the calling thread. Nothing that the cell does comes out as an exception.</summary>
    /// <param name="run">The execution.</param>
    /// <param name="code">The cell.</param>
    /// <param name="expressions">Expressions whose values the front end wants when the cell went well.</param>
    public CellOutcome Run(CellRun run, string code, ImmutableSortedDictionary<string, string> expressions)
    {
        run.Enter();
        var pump = new CellPump(run, clock);
        try
        {
            return Guarded(run, () => code.Trim() is "exit" or "quit" or "exit()" or "quit()"
                ? CellOutcome.Ok(null) with { EndsSession = true }
                : CellQuestion.IsQuestion(code, out string name) ? Page(pump, name)
                : CellOutcome.Ok(RunSegments(run, pump, code)) with { Expressions = Evaluate(run, pump, expressions) });
        }
        finally
        {
            pump.Close();
        }
    }

    private CellOutcome Guarded(CellRun run, Func<CellOutcome> code)
    {
        try
        {
            return code();
        }
#pragma warning disable CA1031 // a cell may throw anything; it becomes the cell's error
        catch (Exception e)
#pragma warning restore CA1031
        {
            return CellOutcome.Failed(
                run.IsInterrupted ? CellTraceback.Interrupted(e, SourceLine)
                : e as CellFailureException ?? CellTraceback.Failure(e, SourceLine));
        }
    }

    /// <summary>Gives up on a cell that does not stop: what it has declared so far stays.</summary>
    public void LeaveRunning()
    {
        if (session.IsCompletedSuccessfully)
        {
            session.GetAwaiter().GetResult().LeaveRunning();
        }
    }

    private CellOutcome Page(CellPump pump, string name)
    {
        ScriptSession script = pump.Run(() => session, leaveWhenInterrupted: true);
        return CodeAssistant.Describe(script, verbs, name, name.Length) is { } page
            ? CellOutcome.Ok(null) with { Pages = [page] }
            : throw new CellFailureException("NotFound", $"there is nothing to say about {name}");
    }

    private ImmutableSortedDictionary<string, CellOutcome> Evaluate(
        CellRun run, CellPump pump, ImmutableSortedDictionary<string, string> expressions)
    {
        ImmutableSortedDictionary<string, CellOutcome>.Builder values =
            ImmutableSortedDictionary.CreateBuilder<string, CellOutcome>(StringComparer.Ordinal);
        foreach ((string name, string expression) in expressions)
        {
            values[name] = Guarded(run, () => CellOutcome.Ok(
                RunCode(run, pump, session.GetAwaiter().GetResult(), expression, PathPrefix + "expression") ?? MimeBundle.Empty));
        }

        return values.ToImmutable();
    }

    private MimeBundle? RunSegments(CellRun run, CellPump pump, string code)
    {
        ScriptSession script = pump.Run(() => session, leaveWhenInterrupted: true);
        ImmutableArray<CellSegment> segments = CellSplitter.Split(code);
        string path = PathPrefix + run.Number.ToString(CultureInfo.InvariantCulture);
        sources[path] = code.Split('\n');
        MimeBundle? last = null;
        foreach (CellSegment segment in segments)
        {
            if (last is not null)
            {
                run.Host.Display(last);
                last = null;
            }

            run.Cancellation.ThrowIfCancellationRequested();
            if (segment.IsVerb)
            {
                RunVerb(run, pump, script, segment.Text);
            }
            else
            {
                last = RunCode(run, pump, script, segment.Text, path);
            }
        }

        return last;
    }

    private static MimeBundle? RunCode(CellRun run, CellPump pump, ScriptSession script, string code, string path)
    {
        CompiledCell cell = script.Compile(code, path, run.Cancellation);
        return run.RunUserCode(() =>
        {
            object? value;
            try
            {
                value = pump.Run(() => script.Start(cell), leaveWhenInterrupted: true);
            }
            finally
            {
                script.Settle(cell);
            }

            return value is DisplayedValue || (value is null && !EndsInNull(cell.Compilation)) ? null : ValueFormats.Format(value);
        });
    }

    private void RunVerb(CellRun run, CellPump pump, ScriptSession script, string line)
    {
        using var output = new CellVerbOutput(run);
        VerbOutcome outcome = pump.Run(() => verbs.RunAsync(line, output, run.Cancellation), leaveWhenInterrupted: false);
        Declare(run, pump, script, outcome.Variables);
        if (outcome.ExitCode is not (ExitCodes.Success or ExitCodes.Incomplete))
        {
            string error = outcome.Error ?? string.Create(CultureInfo.InvariantCulture, $"{line} failed (exit code {outcome.ExitCode})");
            throw new CellFailureException("KialiError", error, [error]);
        }
    }

    // One piece of C# declares all of a verb's variables, so that later code sees them with their types.
    private static void Declare(CellRun run, CellPump pump, ScriptSession script, ImmutableSortedDictionary<string, object> variables)
    {
        if (variables.IsEmpty)
        {
            return;
        }

        if (variables.Keys.FirstOrDefault(name => !IsVariableName(name)) is { } refused)
        {
            throw new CellFailureException("KialiError", $"'{refused}' cannot be a C# variable: take letters, digits and _ , and no C# keyword");
        }

        run.Injected = variables;
        string code = string.Concat(variables.Select(variable =>
            $"var {variable.Key} = ({CSharpTypeName.Of(variable.Value.GetType())})" +
            $"global::{typeof(CellFunctions).FullName}.{nameof(CellFunctions.InjectedValue)}(\"{variable.Key}\");\n"));
        CompiledCell declaration = script.Compile(code, PathPrefix + "variables", run.Cancellation);
        try
        {
            pump.Run(() => script.Start(declaration), leaveWhenInterrupted: false);
        }
        finally
        {
            script.Settle(declaration);
        }
    }

    private static bool IsVariableName(string name) =>
        SyntaxFacts.IsValidIdentifier(name) && SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None && name != "_";

    // "null" is shown for an expression that is null, not for a statement or a call that gives nothing.
    private static bool EndsInNull(CSharpCompilation compilation)
    {
        SyntaxTree tree = compilation.SyntaxTrees[0];
        var root = (Microsoft.CodeAnalysis.CSharp.Syntax.CompilationUnitSyntax)tree.GetRoot();
        return root.Members.LastOrDefault() is Microsoft.CodeAnalysis.CSharp.Syntax.GlobalStatementSyntax
        {
            Statement: Microsoft.CodeAnalysis.CSharp.Syntax.ExpressionStatementSyntax { SemicolonToken.IsMissing: true } statement,
        }
        && compilation.GetSemanticModel(tree).GetTypeInfo(statement.Expression).Type is not { SpecialType: SpecialType.System_Void };
    }

    private string? SourceLine(string path, int line) =>
        sources.TryGetValue(path, out string[]? lines) && line >= 1 && line <= lines.Length ? lines[line - 1] : null;
}
