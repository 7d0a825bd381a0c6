using System.Collections.Immutable;
using Kiali.Tracing.Tool.Jupyter.Scripting;
using Xunit;

namespace Kiali.Tracing.Tool.Tests.Jupyter.Scripting;

[Collection("kernel processes")]
public sealed class CellExecutionTests
{
    private readonly CellExecution execution = new(Task.Run(Sessions.New), new ScriptedVerbs(), TimeProvider.System);
    private int cells;

    [Fact]
    public void Variables_types_usings_and_functions_last_from_cell_to_cell()
    {
        Assert.Null(Run("var a = 20; record Point(int X); int Twice(int n) => 2 * n;").Failure);
        Assert.Null(Run("using System.Text;").Failure);
        Assert.Equal("Point { X = 40 }|", Run("new Point(Twice(a)) + new StringBuilder(\"|\").ToString()").Result?.PlainText);
    }

    [Fact]
    public void A_name_may_be_declared_again_with_another_type()
    {
        Run("var a = 1;");
        Run("var a = \"text\";");
        Assert.Equal("4", Run("a.Length").Result?.PlainText);
    }

    [Fact]
    public void A_statement_shows_nothing_and_an_expression_its_value()
    {
        Assert.Null(Run("1 + 1;").Result);
        Assert.Null(Run("Console.Out.Flush()").Result);
        Assert.Null(Run("// only a comment").Result);
        Assert.Null(Run(string.Empty).Result);
        Assert.Equal("2", Run("1 + 1").Result?.PlainText);
        Assert.Equal("null", Run("(string)null").Result?.PlainText);
        Assert.Equal("3", Run("await Task.FromResult(3)").Result?.PlainText);
    }

    [Fact]
    public void Code_and_verbs_of_a_cell_run_in_their_order()
    {
        var host = new RecordingHost();
        CellOutcome outcome = Run("display(\"before\");\n#!kiali frame --name f\nvar n = f.Rows.Count;\nn\n#!kiali progress\n\"after\"", host);
        Assert.Null(outcome.Failure);
        Assert.Equal("after", outcome.Result?.PlainText);
        Assert.Equal(
            [
                "display [s-1-1] before",
                "display a frame",
                "display 3",
                "display about to start",
                "display [s-1-3] 10 %",
                "update [s-1-3] 60 %",
                "update [s-1-3] ",
                "display done",
            ],
            host.Lines);
    }

    [Fact]
    public void A_verbs_frame_is_a_typed_variable_of_the_code_after_it()
    {
        Assert.Null(Run("#!kiali frame --name traces").Failure);
        Assert.Equal("Microsoft.Data.Analysis.DataFrame 6", Run("traces.GetType() + \" \" + traces[\"n\"].Sum()").Result?.PlainText);
    }

    [Theory]
    [InlineData("class")]
    [InlineData("two-words")]
    [InlineData("1st")]
    [InlineData("_")]
    public void A_name_that_is_no_variable_is_refused(string name)
    {
        CellFailureException? failure = Run($"#!kiali frame {name}").Failure;
        Assert.Equal("KialiError", failure?.Name);
        Assert.StartsWith($"'{name}' cannot be a C# variable", failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_verb_ends_the_cell_with_its_line_and_removes_its_progress()
    {
        var host = new RecordingHost();
        CellOutcome outcome = Run("var ran = 1;\n#!kiali fail\nran = 2;", host);
        Assert.Equal("KialiError", outcome.Failure?.Name);
        Assert.Equal("nobody answers at http://nowhere", Assert.Single(outcome.Failure!.Traceback));
        Assert.Equal(["display [s-1-1] 10 %", "update [s-1-1] "], host.Lines);
        Assert.Equal("1", Run("ran").Result?.PlainText);
    }

    [Fact]
    public void An_incomplete_answer_does_not_end_the_cell() =>
        Assert.Equal("1", Run("#!kiali incomplete\n1").Result?.PlainText);

    [Theory]
    [InlineData("#!kiali")]
    [InlineData("#!kiali?")]
    [InlineData("  #!kiali  ")]
    public void The_bare_directive_shows_the_help(string cell)
    {
        var host = new RecordingHost();
        Assert.Null(Run(cell, host).Failure);
        Assert.Equal(["display the help"], host.Lines);
    }

    [Fact]
    public void An_error_names_cell_line_function_and_cause_and_nothing_of_the_kernel()
    {
        Run("int Half(int n)\n{\n    if (n < 0)\n        throw new ArgumentException(\"below 0\", new FormatException(\"inner\"));\n    return n / 2;\n}");
        CellFailureException failure = Run("#!csharp\n\nHalf(-1)").Failure!;
        Assert.Equal("ArgumentException", failure.Name);
        Assert.Equal(
            [
                "ArgumentException: below 0",
                "  cell 1, line 4, in Half: throw new ArgumentException(\"below 0\", new FormatException(\"inner\"));",
                "  cell 2, line 3: Half(-1)",
                "caused by FormatException: inner",
            ],
            failure.Traceback.AsEnumerable());
    }

    [Fact]
    public void A_compile_error_shows_the_line_as_written_and_where_in_it()
    {
        CellFailureException failure = Run("var ok = 1;\nwhile (true) { var x = nothing; }").Failure!;
        Assert.Equal("CompilationError", failure.Name);
        Assert.Equal(
            [
                "cell 1, line 2, column 24: CS0103: The name 'nothing' does not exist in the current context",
                "    while (true) { var x = nothing; }",
                "                           ^",
            ],
            failure.Traceback.AsEnumerable());
    }

    [Theory]
    [InlineData("#!fsharp\n1", "line 1: #!fsharp is not a directive of this kernel: it has #!kiali and #!csharp")]
    [InlineData("1;\n#!kialis traces", "line 2: #!kialis is not a directive of this kernel: it has #!kiali and #!csharp")]
    [InlineData("if (true) {\n#!kiali frame\n}", "line 2: #!kiali cannot stand inside a block or a statement: the C# before it is not complete")]
    public void Other_directives_and_places_are_refused_with_one_line(string cell, string message) =>
        Assert.Equal(message, Run(cell).Failure?.Message);

    [Fact]
    public void Nuget_references_are_refused_with_what_works_instead() =>
        Assert.Equal(
            "#r \"nuget: …\" is not supported here: reference a file, #r \"/path/to/library.dll\"",
            Run("#r \"nuget: Newtonsoft.Json, 13.0.1\"").Failure?.Message);

    [Fact]
    public void A_question_mark_behind_a_name_opens_the_pager_with_what_it_is()
    {
        Run("int Twice(int n) => 2 * n;");
        CellOutcome outcome = Run("Twice?");
        Assert.Contains("int Twice(int n)", Assert.Single(outcome.Pages).PlainText, StringComparison.Ordinal);
        Assert.Equal("NotFound", Run("nothing?").Failure?.Name);
    }

    [Fact]
    public async Task An_interrupted_verb_keeps_what_it_has_shown()
    {
        var host = new RecordingHost();
        var run = new CellRun("s", 1, host);
        Task<CellOutcome> running = Task.Run(() => execution.Run(run, "#!kiali wait", ImmutableSortedDictionary<string, string>.Empty));
        SpinWait.SpinUntil(() => host.Lines.Count > 0);
        run.Interrupt();
        Assert.Equal("Interrupted", (await running).Failure?.Name);
        Assert.Equal(["display the first part", "display stopped"], host.Lines);
    }

    private CellOutcome Run(string code, RecordingHost? host = null) =>
        execution.Run(new CellRun("s", ++cells, host ?? new RecordingHost()), code, ImmutableSortedDictionary<string, string>.Empty);
}
