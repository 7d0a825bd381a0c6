using System.Numerics;

namespace Kiali.Tracing.Sources.Tests.Reference;

/// <summary>A span as the slow, simple reader of the tests sees it.</summary>
internal sealed record ReferenceSpan
{
    public required BigInteger TraceId { get; init; }

    public required BigInteger SpanId { get; init; }

    public BigInteger ParentId { get; init; }

    public bool FollowsParent { get; init; }

    public string Name { get; init; } = string.Empty;

    public string Service { get; init; } = string.Empty;

    public string Kind { get; init; } = string.Empty;

    public long Start { get; init; }

    public long End { get; init; }

    public string Status { get; init; } = string.Empty;

    public List<KeyValuePair<string, string>> Attributes { get; init; } = [];

    public int EventCount { get; init; }

    public long Duration => End - Start;

    public string? Attribute(params string[] keys)
        => keys.Select(key => Attributes.FirstOrDefault(item => item.Key == key).Value).FirstOrDefault(value => value is not null);
}
