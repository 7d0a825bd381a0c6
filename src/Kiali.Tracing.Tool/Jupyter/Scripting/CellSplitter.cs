using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Kiali.Tracing.Tool.Jupyter.Scripting;

/// <summary>Cuts a cell into C# code and verbs, in the order in which they run.</summary>
internal static class CellSplitter
{
    public const string VerbDirective = "#!kiali";
    private const string CSharpDirective = "#!csharp";

    /// <summary>Cuts a cell.</summary>
    /// <param name="code">The cell.</param>
    /// <returns>Its parts that have something to run.</returns>
    /// <exception cref="CellFailureException">A line names a directive that this kernel does not have, or stands inside a block.</exception>
    public static ImmutableArray<CellSegment> Split(string code)
    {
        if (!code.Contains("#!", StringComparison.Ordinal))
        {
            return string.IsNullOrWhiteSpace(code) ? [] : [new CellSegment(IsVerb: false, code, 0)];
        }

        var text = SourceText.From(code);
        ImmutableArray<CellSegment>.Builder segments = ImmutableArray.CreateBuilder<CellSegment>();
        int start = 0;
        foreach (TextLine line in DirectiveLines(text, code))
        {
            Add(segments, text, start, line.LineNumber);
            start = line.LineNumber + 1;
            string directive = line.ToString().Trim();
            if (Word(directive) != CSharpDirective)
            {
                RefuseInsideBlock(segments, line.LineNumber);
                segments.Add(new CellSegment(IsVerb: true, VerbLine(directive, line.LineNumber), line.LineNumber));
            }
        }

        Add(segments, text, start, text.Lines.Count);
        return segments.ToImmutable();
    }

    /// <summary>The cell's C# alone: lines that are directives are blank.</summary>
    public static string WithoutDirectives(string code)
    {
        if (!code.Contains("#!", StringComparison.Ordinal))
        {
            return code;
        }

        var text = SourceText.From(code);
        return text.WithChanges(DirectiveLines(text, code).Select(line => new TextChange(line.Span, new string(' ', line.Span.Length)))).ToString();
    }

    /// <summary>Whether the line is one of a verb, and where the verb's own text starts in it.</summary>
    public static bool IsVerbLine(string line, out int textStart)
    {
        int indent = line.Length - line.TrimStart().Length;
        textStart = indent + VerbDirective.Length;
        return Word(line.Trim()) is VerbDirective or VerbDirective + "?";
    }

    // A line in a text literal or in a comment is not a directive: the parser knows.
    private static IEnumerable<TextLine> DirectiveLines(SourceText text, string code)
    {
        SyntaxNode root = ScriptSession.Parse(code).GetRoot();
        foreach (TextLine line in text.Lines)
        {
            string content = line.ToString();
            int indent = content.Length - content.TrimStart().Length;
            if (content.AsSpan(indent).StartsWith("#!") && IsDirective(root, line.Start + indent))
            {
                yield return line;
            }
        }
    }

    private static bool IsDirective(SyntaxNode root, int position)
    {
        SyntaxTrivia trivia = root.FindTrivia(position);
        return trivia.IsDirective && trivia.SpanStart == position && trivia.GetStructure() is DirectiveTriviaSyntax;
    }

    private static void Add(ImmutableArray<CellSegment>.Builder segments, SourceText text, int startLine, int endLine)
    {
        if (startLine >= endLine)
        {
            return;
        }

        string code = text.ToString(TextSpan.FromBounds(text.Lines[startLine].Start, text.Lines[endLine - 1].End));
        if (!string.IsNullOrWhiteSpace(code))
        {
            segments.Add(new CellSegment(IsVerb: false, new string('\n', startLine) + code, startLine));
        }
    }

    private static void RefuseInsideBlock(ImmutableArray<CellSegment>.Builder segments, int line)
    {
        if (segments.Count > 0 && segments[^1] is { IsVerb: false } before
            && !SyntaxFactory.IsCompleteSubmission(ScriptSession.Parse(before.Text)))
        {
            throw Refused($"line {Number(line)}: {VerbDirective} cannot stand inside a block or a statement: the C# before it is not complete");
        }
    }

    private static string VerbLine(string directive, int line)
    {
        string word = Word(directive);
        return word switch
        {
            VerbDirective => directive[VerbDirective.Length..].Trim(),
            VerbDirective + "?" => string.Empty,
            _ => throw Refused($"line {Number(line)}: {word} is not a directive of this kernel: it has {VerbDirective} and {CSharpDirective}"),
        };
    }

    private static CellFailureException Refused(string message) => new("DirectiveError", message);

    private static string Number(int line) => (line + 1).ToString(CultureInfo.InvariantCulture);

    private static string Word(string directive)
    {
        int end = directive.AsSpan().IndexOfAny(' ', '\t');
        return end < 0 ? directive : directive[..end];
    }
}
