namespace Kiali.Tracing.Sources.Tests.Jaeger;

/// <summary>A search, whatever the wire that it came by.</summary>
internal sealed record StoreQuery(
    string Service, string? Operation, IReadOnlyDictionary<string, string> Tags, long StartUnixNano, long EndUnixNano, long MinNanos, long MaxNanos, int Depth);
