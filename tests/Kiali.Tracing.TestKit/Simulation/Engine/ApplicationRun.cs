using System.Collections.Immutable;

namespace Kiali.Tracing.TestKit.Simulation.Engine;

/// <summary>What an application did for one request.</summary>
public sealed record ApplicationRun
{
    public required long StartNanos { get; init; }

    public required long EndNanos { get; init; }

    /// <summary>What it answered; 0 when the caller had gone before it could.</summary>
    public required int Status { get; init; }

    /// <summary>Time of its own work, without what it waited for.</summary>
    public required long WorkNanos { get; init; }

    public required ImmutableArray<DependencyCall> Calls { get; init; }

    public required ulong ServerSpanId { get; init; }

    public required ulong WorkSpanId { get; init; }

    public bool Aborted => Status == 0;

    public bool Failed => Status is 0 or >= 500;
}
