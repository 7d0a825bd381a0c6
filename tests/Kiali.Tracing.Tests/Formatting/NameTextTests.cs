using Kiali.Tracing.Formatting;
using Xunit;

namespace Kiali.Tracing.Tests.Formatting;

public sealed class NameTextTests
{
    [Theory]
    [InlineData("ratings-v1-5f7c9d8b6-w7mzn", "ratings-v1-…-w7mzn")]
    [InlineData("istio-ingressgateway-79f8b6d5c4-x2k4m", "istio-ingressgateway-…-x2k4m")]
    [InlineData("mongodb-0", "mongodb-0")]
    [InlineData("ratings-v1", "ratings-v1")]
    [InlineData("a-b", "a-b")]
    [InlineData("", "")]
    public void Pods_lose_the_hash_of_their_replica_set(string pod, string expected) => Assert.Equal(expected, NameText.ShortPod(pod));

    [Fact]
    public void Ids_keep_seven_digits()
    {
        Assert.Equal("7f3c9a1", NameText.ShortId("7f3c9a1e5b2d48f06ac1e9d27b40835c"));
        Assert.Equal("7f3", NameText.ShortId("7f3"));
    }

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdefg", 6, "abcde…")]
    [InlineData("👩‍👩‍👧‍👦👩‍👩‍👧‍👦x", 3, "👩‍👩‍👧‍👦👩‍👩‍👧‍👦x")]
    [InlineData("👩‍👩‍👧‍👦👩‍👩‍👧‍👦xy", 3, "👩‍👩‍👧‍👦👩‍👩‍👧‍👦…")]
    [InlineData("e\u0301e\u0301e\u0301", 2, "e\u0301…")]
    [InlineData("abc", 1, "…")]
    public void Cutting_keeps_characters_whole(string text, int maximum, string expected) => Assert.Equal(expected, NameText.Cut(text, maximum));
}
