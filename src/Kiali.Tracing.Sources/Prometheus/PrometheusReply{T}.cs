using System.Collections.Immutable;

namespace Kiali.Tracing.Sources.Prometheus;

/// <summary>What a server answered, as far as it is understood.</summary>
/// <typeparam name="T">What its <c>data</c> became.</typeparam>
/// <param name="Data">The data.</param>
/// <param name="DataJson">The data as it came; empty where nobody asked for it.</param>
/// <param name="Complete">Whether the server gave all it should have.</param>
/// <param name="Warnings">What the server said beside it.</param>
internal sealed record PrometheusReply<T>(T Data, string DataJson, bool Complete, ImmutableArray<Warning> Warnings);
