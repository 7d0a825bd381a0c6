using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kiali.Tracing.Interactive.Hosting;
using Kiali.Tracing.Tool.Jupyter.Host;
using Kiali.Tracing.Tool.Jupyter.Scripting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Kiali.Tracing.Tool.Jupyter.Assistance;

/// <summary>Helps while a cell is written: completes, describes, and tells whether it is complete.</summary>
internal sealed class CodeAssistant(Task<ScriptSession> session, IVerbRunner verbs)
{
    private const string Indent = "    ";
    private static readonly ImmutableArray<string> DirectiveNames = ["#!kiali", "#!csharp", "#r"];
    private static readonly TimeSpan LookupLimit = TimeSpan.FromSeconds(2);

    /// <summary>Answers a completion request.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="cursor">The cursor in code points; null is the end.</param>
    public JsonObject Complete(string code, int? cursor)
    {
        int position = Position(code, cursor);
        CodeCompletions found = LineOf(code, position) switch
        {
            var (line, start) when CellSplitter.IsVerbLine(line, out int text) && position >= start + text => Verbs(line[text..], start + text, position),
            var (line, start) when line.TrimStart().StartsWith('#') => Directives(line, start, position),
            _ => CSharpCompleter.Complete(session.GetAwaiter().GetResult(), CellSplitter.WithoutDirectives(code), position),
        };
        int from = CodePoints.FromUtf16(code, found.Start);
        int to = CodePoints.FromUtf16(code, found.End);
        return new JsonObject
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. found.Items.Select(item => (JsonNode)item.Text)]),
            ["cursor_start"] = from,
            ["cursor_end"] = to,
            ["metadata"] = new JsonObject
            {
                ["_jupyter_types_experimental"] = new JsonArray([.. found.Items.Select(item => (JsonNode)new JsonObject
                {
                    ["start"] = from,
                    ["end"] = to,
                    ["text"] = item.Text,
                    ["type"] = item.Kind,
                    ["signature"] = item.Signature,
                })]),
            },
        };
    }

    /// <summary>Answers an inspection request.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="cursor">The cursor in code points; null is the end.</param>
    public JsonObject Inspect(string code, int? cursor)
    {
        MimeBundle? found = Describe(session.GetAwaiter().GetResult(), verbs, code, Position(code, cursor));
        return new JsonObject
        {
            ["status"] = "ok",
            ["found"] = found is not null,
            ["data"] = found is null ? [] : Replies.Data(found),
            ["metadata"] = new JsonObject(),
        };
    }

    /// <summary>What stands at a place of a cell, in verbs and in C#.</summary>
    public static MimeBundle? Describe(ScriptSession session, IVerbRunner verbs, string code, int position)
    {
        (string line, int start) = LineOf(code, position);
        if (!CellSplitter.IsVerbLine(line, out int text))
        {
            return CSharpInspector.Inspect(session, CellSplitter.WithoutDirectives(code), position) is { } description
                ? MimeBundle.Text(description)
                : null;
        }

        return verbs.Describe(line[text..], Math.Max(0, position - start - text)) is { } described ? MimeBundle.Of(described) : null;
    }

    /// <summary>Answers the question whether a cell can run as it is, or goes on.</summary>
    public static JsonObject IsComplete(string code)
    {
        SyntaxTree tree = ScriptSession.Parse(CellSplitter.WithoutDirectives(code));
        if (!SyntaxFactory.IsCompleteSubmission(tree))
        {
            return new JsonObject { ["status"] = "incomplete", ["indent"] = NextIndent(code) };
        }

        bool invalid = tree.GetDiagnostics().Any(problem => problem.Severity == DiagnosticSeverity.Error);
        return new JsonObject { ["status"] = invalid ? "invalid" : "complete" };
    }

    private static string NextIndent(string code)
    {
        string last = code.TrimEnd().Split('\n')[^1];
        string indent = last[..(last.Length - last.TrimStart().Length)];
        return last.EndsWith('{') || last.EndsWith('(') ? indent + Indent : indent;
    }

    private static int Position(string code, int? cursor) => cursor is { } given ? CodePoints.ToUtf16(code, given) : code.Length;

    private static (string Line, int Start) LineOf(string code, int position)
    {
        int start = position == 0 ? 0 : code.LastIndexOf('\n', position - 1) + 1;
        int end = code.IndexOf('\n', position);
        return (code[start..(end < 0 ? code.Length : end)].TrimEnd('\r'), start);
    }

    private static CodeCompletions Directives(string line, int start, int position)
    {
        int indent = line.Length - line.TrimStart().Length;
        string typed = line[indent..Math.Max(indent, position - start)];
        return new CodeCompletions(start + indent, position,
        [
            .. DirectiveNames
                .Where(directive => directive.StartsWith(typed, StringComparison.Ordinal))
                .Select(directive => new CodeCompletion(directive, "keyword", string.Empty)),
        ]);
    }

    private CodeCompletions Verbs(string text, int textStart, int position)
    {
        using var limit = new CancellationTokenSource(LookupLimit);
        VerbCompletions found = verbs.CompleteAsync(text, position - textStart, limit.Token).GetAwaiter().GetResult();
        return new CodeCompletions(
            textStart + found.Start,
            textStart + found.End,
            [.. found.Items.Select(item => new CodeCompletion(item.Text, item.Kind, item.Description ?? string.Empty))]);
    }
}
