using System.Collections.Immutable;
using Kiali.Tracing.Interactive.Grammar;
using Kiali.Tracing.Interactive.Hosting;
using Kiali.Tracing.Interactive.Verbs;
using Xunit;

namespace Kiali.Tracing.Interactive.Tests.Grammar;

public class VerbGrammarTests
{
    private static readonly VerbDefinition Verb = new("traces", "Shows traces.")
    {
        Argument = new VerbArgument("ID", "trace", false, VerbValueKind.TraceId),
        Options = [.. CommonOptions.Target, .. CommonOptions.Window, CommonOptions.Limit("traces", 100)],
        Formats = ["text", "json"],
        HasFrame = true,
    };

    [Fact]
    public void Options_and_the_argument_are_read_in_any_order()
    {
        VerbArguments arguments = VerbGrammar.Parse(Verb, VerbGrammar.Split("-n bookinfo 7f3c --since 15m --workload=\"reviews v3\""));
        Assert.Equal("7f3c", arguments.Argument);
        Assert.Equal("bookinfo", arguments.Text(CommonOptions.Namespace));
        Assert.Equal("reviews v3", arguments.Text(CommonOptions.Workload));
        Assert.Equal(TimeSpan.FromMinutes(15), arguments.Duration(CommonOptions.Since));
    }

    [Fact]
    public void A_source_may_be_named_several_times()
        => Assert.Equal(
            ["file:a", "file:b"], VerbGrammar.Parse(Verb, ["--source", "file:a", "--source", "file:b"]).Texts(CommonOptions.Source).ToArray());

    [Theory]
    [InlineData("--namespce x", "traces has no option --namespce.", "did you mean --namespace?")]
    [InlineData("--format jsn", "traces: --format cannot be \"jsn\".", "did you mean json?")]
    [InlineData("--limit ten", "--limit takes a whole number of at least 1, not \"ten\".", null)]
    [InlineData("--since soon", "--since takes a length of time such as 90s, 15m, 1h30m or PT1H, not \"soon\".", null)]
    public void A_wrong_word_is_refused_with_what_was_probably_meant(string line, string message, string? next)
    {
        VerbFailedException failure = Assert.Throws<VerbFailedException>(() =>
        {
            VerbArguments arguments = VerbGrammar.Parse(Verb, VerbGrammar.Split(line));
            arguments.Count(CommonOptions.Limit("traces", 100), 100);
            arguments.Duration(CommonOptions.Since);
        });
        Assert.Equal(ExitCodes.Usage, failure.ExitCode);
        Assert.Equal(message, failure.Message);
        Assert.Equal(next, failure.Next);
    }

    [Theory]
    [InlineData("one two three")]
    [InlineData("--limit")]
    [InlineData("-n a -n b")]
    public void Too_many_or_too_few_words_are_refused_in_one_line(string line)
    {
        VerbFailedException failure = Assert.Throws<VerbFailedException>(() => VerbGrammar.Parse(Verb, VerbGrammar.Split(line)));
        Assert.Equal(ExitCodes.Usage, failure.ExitCode);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public void A_word_that_starts_with_an_at_sign_is_no_file_to_read_words_from()
        => Assert.Equal("@x", VerbGrammar.Parse(Verb, ["@x"]).Argument);

    [Fact]
    public void A_misspelt_verb_gets_the_closest()
    {
        ImmutableArray<VerbDefinition> verbs = [.. VerbTable.Create().Select(command => command.Definition)];
        VerbFailedException failure = Assert.Throws<VerbFailedException>(() => VerbGrammar.FindVerb(verbs, "wrkloads"));
        Assert.Equal("did you mean workloads?", failure.Next);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(130, 130, 2, 70, 3, 1, 4, 5, 0)]
    [InlineData(2, 4, 2, 70)]
    [InlineData(70, 3, 70, 1)]
    [InlineData(3, 1, 3, 5)]
    [InlineData(1, 4, 1, 5)]
    [InlineData(4, 5, 4, 0)]
    [InlineData(5, 0, 5)]
    public void Of_several_exit_codes_the_strongest_counts(int strongest, params int[] codes) => Assert.Equal(strongest, ExitCodes.Strongest(codes));
}
