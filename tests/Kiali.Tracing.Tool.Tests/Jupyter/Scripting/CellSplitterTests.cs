using Kiali.Tracing.Tool.Jupyter.Scripting;
using Xunit;

namespace Kiali.Tracing.Tool.Tests.Jupyter.Scripting;

public sealed class CellSplitterTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  \n ", "")]
    [InlineData("1 + 1", "code 0: 1 + 1")]
    [InlineData("#!kiali traces -n bookinfo", "verb 0: traces -n bookinfo")]
    [InlineData("#!kiali traces\n#!kiali graph", "verb 0: traces|verb 1: graph")]
    [InlineData("var a = 1;\n#!kiali traces\na", "code 0: var a = 1;|verb 1: traces|code 2: ~~a")]
    [InlineData("#!csharp\n1", "code 1: ~1")]
    [InlineData("#!kiali traces\r\n1", "verb 0: traces|code 1: ~1")]
    [InlineData("#!kiali logs --grep \"a /* b\"\n1", "verb 0: logs --grep \"a /* b\"|code 1: ~1")]
    [InlineData("var s = @\"\n#!kiali traces\n\";", "code 0: var s = @\"~#!kiali traces~\";")]
    [InlineData("var s = \"\"\"\n#!kiali traces\n\"\"\";", "code 0: var s = \"\"\"~#!kiali traces~\"\"\";")]
    [InlineData("/*\n#!kiali traces\n*/ 1", "code 0: /*~#!kiali traces~*/ 1")]
    [InlineData("// #!kiali traces", "code 0: // #!kiali traces")]
    public void A_cell_is_cut_at_directive_lines_that_are_not_in_text_or_comments(string cell, string expected) =>
        Assert.Equal(
            expected,
            string.Join('|', CellSplitter.Split(cell).Select(part => $"{(part.IsVerb ? "verb" : "code")} {part.Line}: {part.Text.Replace('\n', '~')}")));

    [Theory]
    [InlineData("#!kiali traces\nvar a = 1;", "              \nvar a = 1;")]
    [InlineData("var a = 1;", "var a = 1;")]
    public void Without_directives_every_position_of_the_code_stays(string cell, string expected) =>
        Assert.Equal(expected, CellSplitter.WithoutDirectives(cell));
}
