using System.Text.Json.Nodes;
using Kiali.Tracing.Tool.Jupyter.Assistance;
using Kiali.Tracing.Tool.Jupyter.Scripting;
using Kiali.Tracing.Tool.Tests.Jupyter.Scripting;
using Xunit;

namespace Kiali.Tracing.Tool.Tests.Jupyter.Assistance;

public sealed class CodeAssistantTests
{
    private static readonly ScriptSession Session = SessionWith(
        """
        /// <summary>Halves a number.</summary>
        int Half(int n) => n / 2;
        var wagon = new DataFrame();
        class Pod { public string Name { get; } = ""; public static int Count; }
        """);

    private readonly CodeAssistant assistant = new(Task.FromResult(Session), new ScriptedVerbs());

    [Theory]
    [InlineData("wag|", "wagon")]
    [InlineData("wagon.Tai|", "Tail")]
    [InlineData("wagon?.Tai|", "Tail")]
    [InlineData("wagon\n    .Tai|", "Tail")]
    [InlineData("new Pod().N|", "Name")]
    [InlineData("Pod.Cou|", "Count")]
    [InlineData("using System.Net.Sock|", "SocketAddress Sockets")]
    [InlineData("Math.Sqr|", "Sqrt")]
    [InlineData("new[] { 1 }.Aggr|", "Aggregate AggregateBy")]
    [InlineData("void F(int width) { wid| }", "width")]
    [InlineData("#!kiali traces\nwag| ", "wagon")]
    [InlineData("whil|", "while")]
    [InlineData("// wag|", "")]
    [InlineData("var s = \"wag|\";", "")]
    [InlineData("12|", "")]
    [InlineData("#!ki|", "#!kiali")]
    [InlineData("1;\n#!kiali fra|", "frame")]
    [InlineData("#!kiali f|", "frame fail")]
    public void Names_are_completed_where_they_mean_something(string cell, string expected) =>
        Assert.Equal(expected, string.Join(' ', Matches(cell, out _, out _)));

    [Fact]
    public void The_completed_word_is_replaced_and_nothing_else()
    {
        Matches("var s = \"🙂\"; wagon.Tai|l(5)", out int start, out int end);
        Assert.Equal((19, 22), (start, end));
        Matches("\"🙂\";\n#!kiali fra|", out start, out end);
        Assert.Equal((13, 16), (start, end));
    }

    [Fact]
    public void An_empty_place_lists_what_the_notebook_has_made() =>
        Assert.Superset(new HashSet<string> { "Half", "Pod", "wagon" }, Matches("|", out _, out _).ToHashSet());

    [Theory]
    [InlineData("Half|", "int Half(int n)")]
    [InlineData("Half(|", "int Half(int n)")]
    [InlineData("wagon|", "variable DataFrame wagon")]
    [InlineData("Console.Wri|te(1)", "void Console.Write(string format, object? arg0)")]
    [InlineData("new Pod().Na|me", "string Pod.Name")]
    [InlineData("System.Linq|", "namespace Linq")]
    [InlineData("#!kiali fra|me x", "frame NAME: makes a frame")]
    public void A_name_is_described(string cell, string expected)
    {
        JsonObject reply = assistant.Inspect(cell.Replace("|", string.Empty, StringComparison.Ordinal), cell.IndexOf('|', StringComparison.Ordinal));
        Assert.True((bool)reply["found"]!);
        Assert.Contains(expected, (string)reply["data"]!["text/plain"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Documentation_beside_an_assembly_is_shown() =>
        Assert.Contains(
            "Shows a value under the cell",
            (string)assistant.Inspect("display(1)", 3)["data"]!["text/plain"]!,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("nothing_at_all")]
    [InlineData("   ")]
    [InlineData("")]
    [InlineData("12")]
    public void Nothing_is_said_about_what_is_not_known(string cell) => Assert.False((bool)assistant.Inspect(cell, null)["found"]!);

    [Theory]
    [InlineData("", "complete")]
    [InlineData("#!kiali traces", "complete")]
    [InlineData("#!kiali traces\nif (true) {", "incomplete")]
    [InlineData("var a = 1;", "complete")]
    [InlineData("a.b(", "incomplete")]
    [InlineData("var a = ];", "invalid")]
    public void A_cell_is_told_complete_or_not(string cell, string expected) => Assert.Equal(expected, (string)CodeAssistant.IsComplete(cell)["status"]!);

    [Fact]
    public void An_open_block_is_indented() => Assert.Equal("        ", (string)CodeAssistant.IsComplete("{\n    while (true) {\n")["indent"]!);

    private static ScriptSession SessionWith(string code)
    {
        ScriptSession session = Sessions.New();
        CompiledCell cell = session.Compile(code, "cell 1", CancellationToken.None);
        session.Start(cell).GetAwaiter().GetResult();
        session.Settle(cell);
        return session;
    }

    private string[] Matches(string cell, out int start, out int end)
    {
        int cursor = cell[..cell.IndexOf('|', StringComparison.Ordinal)].EnumerateRunes().Count();
        JsonObject reply = assistant.Complete(cell.Replace("|", string.Empty, StringComparison.Ordinal), cursor);
        start = (int)reply["cursor_start"]!;
        end = (int)reply["cursor_end"]!;
        return [.. reply["matches"]!.AsArray().Select(match => (string)match!)];
    }
}
