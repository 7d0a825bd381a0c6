using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kiali.Tracing.Tool.Jupyter.Scripting;

/// <summary>Writes calls of <see cref="CellGuard"/> into the loops, methods and lambdas of a cell.</summary>
/// <remarks>Everything is inserted on the line where it belongs, so that line numbers hold; columns move.</remarks>
internal sealed class GuardRewriter : CSharpSyntaxWalker
{
    private const string Guard = "global::Kiali.Tracing.Tool.Jupyter.Scripting." + nameof(CellGuard) + ".";
    private const string LoopCall = Guard + nameof(CellGuard.Loop) + "();";
    private const string EnterCall = Guard + nameof(CellGuard.Enter) + "();";

    private readonly List<Edit> edits = [];
    private readonly SemanticModel? lambdas;

    private GuardRewriter(SemanticModel? lambdas) => this.lambdas = lambdas;

    /// <summary>Whether the cell has lambdas with an expression for a body, which can be guarded only once their types are known.</summary>
    public static bool NeedsTypes(SyntaxNode root) =>
        root.DescendantNodes().Any(node => node is LambdaExpressionSyntax { ExpressionBody: not null });

    /// <summary>The cell's text with guards.</summary>
    /// <param name="root">The parsed cell.</param>
    /// <param name="model">The types of its expressions; null leaves lambdas with expression bodies as they are.</param>
    public static string Rewrite(SyntaxNode root, SemanticModel? model)
    {
        var rewriter = new GuardRewriter(model);
        rewriter.Visit(root);
        return rewriter.Apply(root.ToFullString());
    }

    public override void VisitWhileStatement(WhileStatementSyntax node) => Loop(node.Statement, () => base.VisitWhileStatement(node));

    public override void VisitDoStatement(DoStatementSyntax node) => Loop(node.Statement, () => base.VisitDoStatement(node));

    public override void VisitForStatement(ForStatementSyntax node) => Loop(node.Statement, () => base.VisitForStatement(node));

    public override void VisitForEachStatement(ForEachStatementSyntax node) =>
        Loop(node.Statement, () => base.VisitForEachStatement(node));

    public override void VisitForEachVariableStatement(ForEachVariableStatementSyntax node) =>
        Loop(node.Statement, () => base.VisitForEachVariableStatement(node));

    public override void VisitLabeledStatement(LabeledStatementSyntax node)
    {
        Insert(node.ColonToken.Span.End, LoopCall);
        base.VisitLabeledStatement(node);
    }

    public override void VisitSwitchSection(SwitchSectionSyntax node)
    {
        // "goto case" makes loops of sections.
        Insert(node.Labels.Last().Span.End, LoopCall);
        base.VisitSwitchSection(node);
    }

    public override void VisitMethodDeclaration(MethodDeclarationSyntax node) => Body(
        node.Body, node.ExpressionBody, ReturnsValue(node.ReturnType, node.Modifiers), () => base.VisitMethodDeclaration(node));

    public override void VisitLocalFunctionStatement(LocalFunctionStatementSyntax node) => Body(
        node.Body, node.ExpressionBody, ReturnsValue(node.ReturnType, node.Modifiers), () => base.VisitLocalFunctionStatement(node));

    public override void VisitOperatorDeclaration(OperatorDeclarationSyntax node) => Body(
        node.Body, node.ExpressionBody, ReturnsValue(node.ReturnType, node.Modifiers), () => base.VisitOperatorDeclaration(node));

    public override void VisitConversionOperatorDeclaration(ConversionOperatorDeclarationSyntax node) =>
        Body(node.Body, node.ExpressionBody, returnsValue: true, () => base.VisitConversionOperatorDeclaration(node));

    public override void VisitConstructorDeclaration(ConstructorDeclarationSyntax node) =>
        Body(node.Body, node.ExpressionBody, returnsValue: false, () => base.VisitConstructorDeclaration(node));

    public override void VisitDestructorDeclaration(DestructorDeclarationSyntax node) =>
        Body(node.Body, node.ExpressionBody, returnsValue: false, () => base.VisitDestructorDeclaration(node));

    public override void VisitAccessorDeclaration(AccessorDeclarationSyntax node) => Body(
        node.Body, node.ExpressionBody, node.IsKind(SyntaxKind.GetAccessorDeclaration), () => base.VisitAccessorDeclaration(node));

    public override void VisitPropertyDeclaration(PropertyDeclarationSyntax node) =>
        Getter(node.ExpressionBody, () => base.VisitPropertyDeclaration(node));

    public override void VisitIndexerDeclaration(IndexerDeclarationSyntax node) =>
        Getter(node.ExpressionBody, () => base.VisitIndexerDeclaration(node));

    public override void VisitAnonymousMethodExpression(AnonymousMethodExpressionSyntax node)
    {
        Insert(node.Block.OpenBraceToken.Span.End, EnterCall);
        base.VisitAnonymousMethodExpression(node);
    }

    public override void VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node) =>
        Lambda(node, () => base.VisitSimpleLambdaExpression(node));

    public override void VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node) =>
        Lambda(node, () => base.VisitParenthesizedLambdaExpression(node));

    // An async method that names Task or ValueTask without a type returns no value.
    private static bool ReturnsValue(TypeSyntax type, SyntaxTokenList modifiers)
    {
        if (type is PredefinedTypeSyntax predefined && predefined.Keyword.IsKind(SyntaxKind.VoidKeyword))
        {
            return false;
        }

        SimpleNameSyntax? name = type switch
        {
            QualifiedNameSyntax qualified => qualified.Right,
            AliasQualifiedNameSyntax aliased => aliased.Name,
            SimpleNameSyntax simple => simple,
            _ => null,
        };
        return !(modifiers.Any(SyntaxKind.AsyncKeyword) && name is IdentifierNameSyntax { Identifier.ValueText: "Task" or "ValueTask" });
    }

    private static string Opening(ExpressionSyntax body, bool returnsValue) =>
        "{" + EnterCall + (returnsValue && body is not ThrowExpressionSyntax ? " return " : " ");

    private void Loop(StatementSyntax body, Action children)
    {
        if (body is BlockSyntax block)
        {
            Insert(block.OpenBraceToken.Span.End, LoopCall);
            children();
            return;
        }

        Insert(body.SpanStart, "{" + LoopCall);
        children();
        Insert(body.Span.End, "}");
    }

    private void Body(BlockSyntax? block, ArrowExpressionClauseSyntax? arrow, bool returnsValue, Action children)
    {
        if (block is not null)
        {
            Insert(block.OpenBraceToken.Span.End, EnterCall);
        }

        if (arrow is not null)
        {
            Replace(arrow.ArrowToken, Opening(arrow.Expression, returnsValue));
        }

        children();
        if (arrow is not null)
        {
            Replace(arrow.GetLastToken().GetNextToken(), ";}");
        }
    }

    private void Getter(ArrowExpressionClauseSyntax? arrow, Action children)
    {
        if (arrow is null)
        {
            children();
            return;
        }

        Replace(arrow.ArrowToken, "{get" + Opening(arrow.Expression, returnsValue: true));
        children();
        Replace(arrow.GetLastToken().GetNextToken(), ";}}");
    }

    private void Lambda(LambdaExpressionSyntax node, Action children)
    {
        if (node.Block is { } block)
        {
            Insert(block.OpenBraceToken.Span.End, EnterCall);
            children();
            return;
        }

        if (node.ExpressionBody is { } body && lambdas is not null && IsDelegate(node, lambdas, out bool returnsValue))
        {
            Insert(body.SpanStart, Opening(body, returnsValue));
            children();
            Insert(body.Span.End, ";}");
            return;
        }

        children();
    }

    // A lambda that becomes an expression tree must stay one expression.
    private static bool IsDelegate(LambdaExpressionSyntax node, SemanticModel model, out bool returnsValue)
    {
        returnsValue = false;
        if (model.GetTypeInfo(node).ConvertedType is not INamedTypeSymbol { DelegateInvokeMethod: { } invoke })
        {
            return false;
        }

        bool returnsTask = invoke.ReturnType is INamedTypeSymbol { Arity: 0, Name: "Task" or "ValueTask" };
        returnsValue = !invoke.ReturnsVoid && !(node.AsyncKeyword != default && returnsTask);
        return true;
    }

    private void Insert(int position, string text) => edits.Add(new Edit(position, 0, text));

    private void Replace(SyntaxToken token, string text) => edits.Add(new Edit(token.SpanStart, token.Span.Length, text));

    private string Apply(string text)
    {
        if (edits.Count == 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length + (edits.Count * 80));
        int copied = 0;

        // Stable: at one place, what encloses opens first, and what is enclosed closes first, in the order of the walk.
        foreach (Edit edit in edits.OrderBy(edit => edit.Position))
        {
            result.Append(text, copied, edit.Position - copied).Append(edit.Text);
            copied = edit.Position + edit.Length;
        }

        return result.Append(text, copied, text.Length - copied).ToString();
    }

    private readonly record struct Edit(int Position, int Length, string Text);
}
