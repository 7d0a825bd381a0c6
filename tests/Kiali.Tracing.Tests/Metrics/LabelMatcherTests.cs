using System.Text.RegularExpressions;
using CsCheck;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Tests.Metrics;

public sealed class LabelMatcherTests
{
    private static readonly Gen<string> Text = Gen.Char["ab.|*+?()[]{}^$\\-é"].Array[0, 6].Select(characters => new string(characters));

    [Fact]
    public void A_matcher_passes_what_its_pattern_matches_as_a_whole() => Gen.Select(Text, Text.Array[1, 3], Gen.Bool, Gen.Bool).Sample(
        (value, texts, within, negated) =>
        {
            LabelMatcher matcher = new("host", [.. texts], negated, within ? LabelMatchKind.Within : LabelMatchKind.Equal);
            LabelSet labels = LabelSet.Create([new Label("host", value)]);

            Assert.Equal(Regex.IsMatch(value, $"^(?:{matcher.Pattern})$", RegexOptions.CultureInvariant) != negated, matcher.Matches(labels));
        },
        iter: PropertyCases.AtLeast(2000));

    [Theory]
    [InlineData("ratings.bookinfo.svc.cluster.local", true)]
    [InlineData("ratings.bookinfo", false)]
    [InlineData(".bookinfo.svc", false)]
    [InlineData("ratings.bookinfo-2.svc", false)]
    [InlineData("", false)]
    public void A_namespace_is_within_a_host_only_between_its_dots(string host, bool matches)
        => Assert.Equal(matches, LabelMatcher.Within("host", [".bookinfo."]).Matches(LabelSet.Create([new Label("host", host)])));

    [Fact]
    public void Patterns_escape_what_is_special_in_RE2()
        => Assert.Equal("a\\.b|\\(c\\)", LabelMatcher.Equal("host", "a.b", "(c)").Pattern);
}
