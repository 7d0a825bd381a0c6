using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Kiali.Tracing.Tool.Jupyter.Scripting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kiali.Tracing.Tool.Jupyter.Assistance;

/// <summary>Says what a name in C# is: its signatures, and the summary of its documentation.</summary>
internal static partial class CSharpInspector
{
    private const int MaximumSignatures = 12;

    /// <summary>The description of the name at the cursor; of the called method when the cursor is among its arguments.</summary>
    /// <param name="session">What the code builds on.</param>
    /// <param name="code">The cell's C#.</param>
    /// <param name="cursor">The cursor, in UTF-16 units.</param>
    /// <returns>The description, or null when there is nothing to say.</returns>
    public static string? Inspect(ScriptSession session, string code, int cursor)
    {
        SyntaxTree tree = ScriptSession.Parse(code);
        SyntaxNode root = tree.GetRoot();
        if (Name(root, cursor) is not { } node)
        {
            return null;
        }

        CSharpCompilation compilation = session.Bind(tree);
        SemanticModel model = compilation.GetSemanticModel(tree);
        ImmutableArray<ISymbol> symbols = Symbols(model, node);
        return symbols.IsEmpty ? null : Describe(symbols);
    }

    private static SyntaxNode? Name(SyntaxNode root, int cursor)
    {
        SyntaxToken token = root.FindToken(Math.Min(cursor, Math.Max(0, root.FullSpan.End - 1)));
        if (!token.IsKind(SyntaxKind.IdentifierToken) || token.Span.Length == 0 || token.SpanStart > cursor)
        {
            SyntaxToken before = token.SpanStart < cursor ? token : token.GetPreviousToken();
            if (before.IsKind(SyntaxKind.IdentifierToken) && before.Span.End == cursor)
            {
                token = before;
            }
            else
            {
                return before.Parent?.AncestorsAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault()?.Expression switch
                {
                    MemberAccessExpressionSyntax access => access.Name,
                    { } called => called,
                    null => before.Parent is PredefinedTypeSyntax predefined ? predefined : null,
                };
            }
        }

        return token.Parent;
    }

    private static ImmutableArray<ISymbol> Symbols(SemanticModel model, SyntaxNode node)
    {
        if (model.GetDeclaredSymbol(node) is { } declared)
        {
            return [declared];
        }

        ImmutableArray<ISymbol> group = model.GetMemberGroup(node);
        if (!group.IsEmpty)
        {
            return group;
        }

        SymbolInfo info = model.GetSymbolInfo(node);
        return info.Symbol is { } symbol ? [symbol] : info.CandidateSymbols;
    }

    private static string Describe(ImmutableArray<ISymbol> symbols)
    {
        var text = new StringBuilder();
        foreach (ISymbol symbol in symbols.Take(MaximumSignatures))
        {
            text.Append(Kind(symbol)).Append(symbol.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)).Append('\n');
        }

        if (symbols.Length > MaximumSignatures)
        {
            text.Append(CultureInfo.InvariantCulture, $"… and {symbols.Length - MaximumSignatures} more\n");
        }

        string? summary = symbols.Select(Summary).FirstOrDefault(found => found is not null);
        return summary is null ? text.ToString().TrimEnd() : text.Append('\n').Append(summary).ToString();
    }

    private static string Kind(ISymbol symbol) => symbol switch
    {
        INamedTypeSymbol type => type.TypeKind.ToString().ToLowerInvariant() + " ",
        INamespaceSymbol => "namespace ",
        IFieldSymbol { ContainingType.IsScriptClass: true } or ILocalSymbol => "variable ",
        _ => string.Empty,
    };

    private static string? Summary(ISymbol symbol)
    {
        string xml = symbol.GetDocumentationCommentXml(CultureInfo.InvariantCulture) ?? string.Empty;
        if (xml.Length == 0)
        {
            return null;
        }

        try
        {
            XElement? summary = XElement.Parse(xml).DescendantsAndSelf("summary").FirstOrDefault();
            if (summary is null)
            {
                return null;
            }

            foreach (XElement reference in summary.Descendants().Where(element => element.IsEmpty).ToList())
            {
                string target = (reference.Attribute("cref") ?? reference.Attribute("langword") ?? reference.Attribute("name"))?.Value ?? string.Empty;
                reference.ReplaceWith(target[(target.LastIndexOf('.') + 1)..]);
            }

            return Blanks().Replace(summary.Value, " ").Trim();
        }
        catch (XmlException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Blanks();
}
