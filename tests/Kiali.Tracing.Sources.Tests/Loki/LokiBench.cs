using System.Collections.Immutable;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Sources.Loki;
using Kiali.Tracing.TestKit.StandIns;

namespace Kiali.Tracing.Sources.Tests.Loki;

/// <summary>A stand-in Loki and the source that asks it.</summary>
internal sealed class LokiBench : IAsyncDisposable
{
    public const long Start = 1_794_664_800_000_000_000;

    public static readonly SourceOpenOptions Quick = new() { RetryDelay = TimeSpan.FromMilliseconds(1), Jitter = () => 0.5 };

    private LokiBench(StandInServer server, LokiStandIn loki)
    {
        Server = server;
        Loki = loki;
    }

    public StandInServer Server { get; }

    public LokiStandIn Loki { get; }

    public string Uri => "loki+http://" + Server.Authority;

    public IEnumerable<string> Queries => Server.Requests.Where(request => request.Contains("query_range", StringComparison.Ordinal)).Select(System.Uri.UnescapeDataString);

    public static async Task<LokiBench> StartAsync(LokiStandIn? loki = null)
    {
        LokiStandIn standIn = loki ?? new LokiStandIn();
        return new LokiBench(await StandInServer.StartAsync(standIn.AnswerAsync), standIn);
    }

    public static RawLogLine Line(string workload, string pod, string body, long offset = 0, string container = "app", string space = "shop")
        => new(Start + offset, new WorkloadRef(null, space, workload), pod, container, ContainerRole.App, body);

    public async Task<Answer<ImmutableArray<RawLogLine>>> FindAsync(LogQuery query, SourceOpenOptions? options = null, LokiOptions? bounds = null)
    {
        SourceOpenOptions open = options ?? Quick;
        await using OpenedSource source = LokiSource.Open(Uri, open, bounds ?? LokiOptions.From(open));
        return await source.Logs!.FindLinesAsync(query, CancellationToken.None);
    }

    public static LogQuery Query(params WorkloadRef[] workloads)
        => new() { Window = new TimeRange(Start - UnixTime.NanosPerSecond, Start + (3600 * UnixTime.NanosPerSecond)), Workloads = [.. workloads] };

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
