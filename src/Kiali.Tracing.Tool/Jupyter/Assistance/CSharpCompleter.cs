using System.Collections.Immutable;
using Kiali.Tracing.Tool.Jupyter.Scripting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kiali.Tracing.Tool.Jupyter.Assistance;

/// <summary>Completes names in C#: members after a dot, else everything in scope, and keywords.</summary>
internal static class CSharpCompleter
{
    private const int MaximumItems = 500;

    private static readonly ImmutableArray<string> Keywords =
    [
        .. SyntaxFacts.GetKeywordKinds().Select(SyntaxFacts.GetText)
            .Where(text => text.Length > 1 && char.IsAsciiLetterLower(text[0]) && !text.StartsWith("__", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>The ways to go on.</summary>
    /// <param name="session">What the code builds on.</param>
    /// <param name="code">The cell's C#.</param>
    /// <param name="cursor">The cursor, in UTF-16 units.</param>
    public static CodeCompletions Complete(ScriptSession session, string code, int cursor)
    {
        int start = cursor;
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(code[start - 1]))
        {
            start--;
        }

        string prefix = code[start..cursor];
        var nothing = new CodeCompletions(start, cursor, []);
        if (prefix.Length > 0 && char.IsAsciiDigit(prefix[0]))
        {
            return nothing;
        }

        SyntaxTree tree = ScriptSession.Parse(code);
        SyntaxNode root = tree.GetRoot();
        if (IsInsideText(root, start))
        {
            return nothing;
        }

        SemanticModel model = session.Bind(tree).GetSemanticModel(tree);
        SyntaxToken before = TokenBefore(root, start);
        IEnumerable<CodeCompletion> items = before.IsKind(SyntaxKind.DotToken)
            ? Left(before) is { } left ? Items(Members(model, left, start), prefix) : []
            : Items(Scope(model, start, prefix), prefix).Concat(
                Keywords.Where(_ => prefix.Length > 0).Select(keyword => new CodeCompletion(keyword, "keyword", string.Empty)));
        return new CodeCompletions(start, cursor, Matching(items, prefix));
    }

    private static ImmutableArray<CodeCompletion> Matching(IEnumerable<CodeCompletion> items, string prefix) =>
    [
        .. items
            .Where(item => item.Text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .DistinctBy(item => item.Text, StringComparer.Ordinal)
            .OrderByDescending(item => item.Text.StartsWith(prefix, StringComparison.Ordinal))
            .ThenBy(item => item.Text, StringComparer.Ordinal)
            .Take(MaximumItems),
    ];

    private static bool IsInsideText(SyntaxNode root, int position)
    {
        SyntaxTrivia trivia = root.FindTrivia(position);
        if ((trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)) && trivia.SpanStart < position)
        {
            return true;
        }

        SyntaxToken token = root.FindToken(Math.Max(0, position - 1));
        return token.SpanStart < position && position <= token.Span.End
            && token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.InterpolatedStringTextToken
                or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken;
    }

    private static SyntaxToken TokenBefore(SyntaxNode root, int position)
    {
        SyntaxToken token = root.FindToken(position);
        return token.SpanStart < position ? token : token.GetPreviousToken(includeZeroWidth: false);
    }

    private static ExpressionSyntax? Left(SyntaxToken dot) => dot.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression,
        QualifiedNameSyntax name => name.Left,
        MemberBindingExpressionSyntax binding => binding.Ancestors().OfType<ConditionalAccessExpressionSyntax>().FirstOrDefault()?.Expression,
        _ => null,
    };

    private static IEnumerable<ISymbol> Members(SemanticModel model, ExpressionSyntax left, int position)
    {
        SymbolInfo named = model.GetSymbolInfo(left);
        ISymbol? symbol = named.Symbol ?? named.CandidateSymbols.FirstOrDefault();
        if (symbol is INamespaceSymbol space)
        {
            return model.LookupNamespacesAndTypes(position, space);
        }

        if (symbol is ITypeSymbol type)
        {
            return model.LookupSymbols(position, type).Where(member => member.IsStatic || member is ITypeSymbol);
        }

        return model.GetTypeInfo(left).Type is { TypeKind: not TypeKind.Error } valueType
            ? model.LookupSymbols(position, valueType, includeReducedExtensionMethods: true)
                .Where(member => !member.IsStatic && member is not ITypeSymbol)
            : [];
    }

    // With nothing typed yet, only what the notebook itself has made is worth listing.
    private static IEnumerable<ISymbol> Scope(SemanticModel model, int position, string prefix) =>
        model.LookupSymbols(position).Where(symbol => prefix.Length > 0
            || symbol.Kind is SymbolKind.Local or SymbolKind.Parameter
            || symbol.ContainingType is { IsScriptClass: true });

    // The words that do not fit are dropped before their signatures are written: there are thousands.
    private static IEnumerable<CodeCompletion> Items(IEnumerable<ISymbol> symbols, string prefix) => symbols
        .Where(symbol => symbol.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && symbol.CanBeReferencedByName && !symbol.IsImplicitlyDeclared)
        .Select(symbol => new CodeCompletion(symbol.Name, Kind(symbol), Signature(symbol)));

    private static string Signature(ISymbol symbol) =>
        symbol is IMethodSymbol or IPropertySymbol or IFieldSymbol or ILocalSymbol or IParameterSymbol
            ? symbol.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)
            : string.Empty;

    private static string Kind(ISymbol symbol) => symbol.Kind switch
    {
        SymbolKind.Method => "function",
        SymbolKind.NamedType => "class",
        SymbolKind.Namespace => "module",
        SymbolKind.Property or SymbolKind.Event => "property",
        _ => "instance",
    };
}
