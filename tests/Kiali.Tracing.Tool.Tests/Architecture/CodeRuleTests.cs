using System.Reflection;
using System.Runtime.CompilerServices;
using Kiali.Tracing.Interactive.Verbs;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Kiali.Tracing.Tool.Tests.Architecture;

public class CodeRuleTests
{
    private const int LongestFile = 400;

    private static readonly string[] EmptyWords = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Service", "Info", "Processor"];

    [Fact]
    public void No_file_is_longer_than_400_lines()
        => Offenders.AreNone(SourceTree.Files("src", "tests")
            .Select(file => (File: SourceTree.Relative(file), Lines: File.ReadLines(file).Count()))
            .Where(file => file.Lines > LongestFile));

    [Fact]
    public void Every_file_holds_one_type()
        => Offenders.AreNone(SourceTree.Files("src")
            .Select(file => (File: SourceTree.Relative(file), Types: SourceTree.Parse(file)
                .DescendantNodes(node => node is not BaseTypeDeclarationSyntax)
                .Count(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)))
            .Where(file => file.Types > 1));

    [Fact]
    public void Every_file_is_named_after_its_type()
        => Offenders.AreNone(SourceTree.Files("src")
            .Select(file => (File: SourceTree.Relative(file), Type: SourceTree.Parse(file)
                .DescendantNodes(node => node is not BaseTypeDeclarationSyntax)
                .Select(node => (node as BaseTypeDeclarationSyntax)?.Identifier.Text ?? (node as DelegateDeclarationSyntax)?.Identifier.Text)
                .FirstOrDefault(name => name is not null)))
            .Where(file => file.Type is not null && Path.GetFileName(file.File).Split('.', '{')[0] != file.Type));

    [Fact]
    public void Nothing_in_the_core_can_be_changed_once_made()
    {
        IEnumerable<string> settable = typeof(Trace).Assembly.GetTypes()
            .Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute)))
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(property => property.SetMethod is { IsPublic: true } setter
                && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)))
            .Select(property => $"{property.DeclaringType}.{property.Name}");
        Offenders.AreNone(settable);
    }

    [Fact]
    public void No_name_ends_in_a_word_that_says_nothing()
        => Offenders.AreNone(SourceTree.Files("src")
            .Where(file => EmptyWords.Any(word => Path.GetFileNameWithoutExtension(file).EndsWith(word, StringComparison.Ordinal)))
            .Select(SourceTree.Relative));

    [Fact]
    public void Names_of_the_mesh_are_written_once()
        => Offenders.AreNone(SourceTree.Files("src")
            .Where(file => !file.Contains("SemanticConventions", StringComparison.Ordinal))
            .Where(file => SourceTree.Parse(file).DescendantTokens()
                .Any(token => token.RawKind == (int)SyntaxKind.StringLiteralToken && token.ValueText.StartsWith("istio_", StringComparison.Ordinal)))
            .Select(SourceTree.Relative));

    [Fact]
    public void Every_verb_is_in_the_table_once_under_its_own_name()
    {
        Type[] commands = [.. typeof(VerbCommand).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(VerbCommand)) && !type.IsAbstract)];
        VerbCommand[] listed = [.. VerbTable.Create()];
        Assert.Equal(commands.Select(type => type.Name).Order(), listed.Select(command => command.GetType().Name).Order());
        Assert.Equal(listed.Length, listed.Select(command => command.Definition.Name).Distinct().Count());
        Assert.All(listed, command => Assert.Equal(command.GetType().Name, NameOf(command.Definition.Name)));
    }

    [Fact]
    public void Nothing_tracked_names_a_path_of_the_machine_it_was_made_on()
    {
        string parent = Path.GetDirectoryName(TestKit.Repository.Root)!;
        if (parent is "/" or "")
        {
            return;
        }

        Offenders.AreNone(SourceTree.Files("src", "tests").Where(file => File.ReadAllText(file).Contains(parent + "/", StringComparison.Ordinal)).Select(SourceTree.Relative));
    }

    private static string NameOf(string verb) => char.ToUpperInvariant(verb[0]) + verb[1..] + "Command";
}
