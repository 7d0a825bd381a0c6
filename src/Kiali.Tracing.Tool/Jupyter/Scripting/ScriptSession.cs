using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Kiali.Tracing.Tool.Jupyter.Scripting;

/// <summary>The C# of one notebook: each cell is compiled on top of those before it and sees their variables, types and usings.</summary>
/// <remarks>
/// The chain of compilations and the array of their objects are kept here, not by Roslyn's scripting layer, so that a cell that was
/// interrupted while it waited, and never comes back, still leaves its variables to the cells after it.
/// For one thread at a time; compiled cells may run on while the next is compiled.
/// </remarks>
internal sealed class ScriptSession
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);
    private static readonly EmitOptions Emission = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    private readonly CellLoadContext loader = new();
    private readonly ScriptReferences references;
    private readonly CSharpCompilationOptions options;
    private readonly Lock gate = new();
    private CompiledCell? running;
    private bool returned;
    private int compiled;

    // Slot 0 is reserved for an object of the host, which there is none of; each cell that declares something takes the next slot.
    private object?[] submissions = new object?[16];
    private int used = 1;

    public ScriptSession(ScriptReferences references)
    {
        this.references = references;
        options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            usings: CellImports.All,
            optimizationLevel: OptimizationLevel.Release,
            allowUnsafe: true,
            metadataReferenceResolver: new ReferenceResolver(references, loader),
            assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default,
            nullableContextOptions: NullableContextOptions.Annotations);
    }

    /// <summary>What the next cell builds on; null before the first.</summary>
    public CSharpCompilation? Latest { get; private set; }

    /// <summary>Parses code of a cell.</summary>
    public static SyntaxTree Parse(string code, string path = "") =>
        CSharpSyntaxTree.ParseText(SourceText.From(code, Encoding.UTF8), ParseOptions, path);

    /// <summary>Binds code on top of the session without running it: for completion and inspection.</summary>
    public CSharpCompilation Bind(SyntaxTree tree) => Submission(tree, "probe");

    /// <summary>Compiles code on top of the session.</summary>
    /// <param name="code">The code; lines of the cell that are not part of it are blank, so that line numbers are the cell's.</param>
    /// <param name="path">The name that stack traces give the cell.</param>
    /// <param name="cancellationToken">Stops compiling.</param>
    /// <param name="isGuarded">Whether an interrupt can stop the code; guarded code that does not compile is compiled as it stands.</param>
    /// <exception cref="CellFailureException">The code has errors.</exception>
    public CompiledCell Compile(string code, string path, CancellationToken cancellationToken, bool isGuarded = true)
    {
        SyntaxTree original = Parse(code, path);
        CellDiagnostics.ThrowIfErrors(original.GetDiagnostics(cancellationToken), path);
        return (isGuarded ? Build(Guard(original, path), cancellationToken, out _) : null)
            ?? Build(original, cancellationToken, out ImmutableArray<Diagnostic> problems)
            ?? throw CellDiagnostics.Failure(problems, path);
    }

    /// <summary>Starts compiled code. Call <see cref="Settle"/> when it has ended, or when it is not waited for any longer.</summary>
    public Task<object?> Start(CompiledCell cell)
    {
        running = cell;
        returned = false;
        if (used + 1 >= submissions.Length)
        {
            Array.Resize(ref submissions, submissions.Length * 2);
        }

        Task<object?> result = cell.Run(submissions);
        returned = true;
        return result;
    }

    /// <summary>Keeps what the last started code has declared, however it ended.</summary>
    /// <param name="cell">The code; when it is not the last started, because that was settled already, nothing happens.</param>
    public void Settle(CompiledCell? cell)
    {
        lock (gate)
        {
            if (cell is null || !ReferenceEquals(cell, running))
            {
                return;
            }

            bool declared = submissions[used] is not null;
            if (declared || returned)
            {
                Latest = cell.Compilation;
            }

            used += declared ? 1 : 0;
            running = null;
        }
    }

    /// <summary>Settles whatever is running: it is not waited for any longer.</summary>
    public void LeaveRunning() => Settle(running);

    private SyntaxTree Guard(SyntaxTree original, string path)
    {
        SyntaxNode root = original.GetRoot();
        SemanticModel? types = GuardRewriter.NeedsTypes(root) ? Bind(original).GetSemanticModel(original) : null;
        return Parse(GuardRewriter.Rewrite(root, types), path);
    }

    private CompiledCell? Build(SyntaxTree tree, CancellationToken cancellationToken, out ImmutableArray<Diagnostic> problems)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"cell-code-{++compiled}");
        CSharpCompilation compilation = Submission(tree, name);
        using var code = new MemoryStream();
        using var symbols = new MemoryStream();
        EmitResult emitted = compilation.Emit(code, symbols, options: Emission, cancellationToken: cancellationToken);
        problems = emitted.Diagnostics;
        if (!emitted.Success)
        {
            // Code that only has usings or comments emits nothing, and no error either; what follows still builds on it.
            return problems.Any(problem => problem.Severity == DiagnosticSeverity.Error)
                ? null
                : new CompiledCell(compilation, _ => Task.FromResult<object?>(null));
        }

        code.Position = 0;
        symbols.Position = 0;
        IMethodSymbol entry = compilation.GetEntryPoint(cancellationToken)
            ?? throw new InvalidOperationException("The compiled cell has no entry point.");
        Assembly assembly = loader.LoadCell(name, code, symbols);
        MethodInfo factory = assembly.GetType(entry.ContainingType.MetadataName, throwOnError: true)!
            .GetMethod(entry.MetadataName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
        return new CompiledCell(compilation, factory.CreateDelegate<Func<object?[], Task<object?>>>());
    }

    private CSharpCompilation Submission(SyntaxTree tree, string name) => CSharpCompilation.CreateScriptCompilation(
        name,
        tree,
        references.Standard,
        options.WithScriptClassName("Submission_" + name.Replace('-', '_')),
        Latest,
        returnType: typeof(object));
}
