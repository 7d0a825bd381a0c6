using System.Collections.Immutable;
using System.Globalization;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.TestKit.Simulation.Engine;

namespace Kiali.Tracing.Sources.Tests.Referee;

/// <summary>
/// An hour of a mesh's counters and histograms as its proxies write them: two clusters, sidecars, a waypoint and ztunnels, HTTP, gRPC and TCP, calls to nobody and
/// from nowhere, hosts that a careless pattern would match; the same each time.
/// </summary>
internal static class MeshMetrics
{
    public const long Start = 1_790_000_000_000;
    public const long End = Start + 3_600_000;

    private const long ScrapeMillis = 15_000;
    private static readonly double[] Bounds = [1, 5, 25, 100, 1000, double.PositiveInfinity];
    private static readonly string[] Reporters = [IstioReporters.Source, IstioReporters.Destination, IstioReporters.Waypoint];

    public static ImmutableArray<(string Cluster, string Namespace, string Name)> Workloads { get; } =
    [
        ("east", "shop", "cart-v1"), ("east", "shop", "cart-v2"), ("east", "pay", "bank-v1"), ("west", "shop", "cart-v1"), ("west", "pay", "ledger-v1"), ("east", "log", "sink-v1"),
    ];

    public static ImmutableArray<RawSeries> All { get; } = Create(new SeededRandom(20_261_114, 7));

    public static async Task WriteAsync(string path)
    {
        await using StreamWriter writer = new(path);
        foreach (RawSeries series in All)
        {
            for (int i = 0; i < series.Values.Length; i++)
            {
                await writer.WriteAsync(string.Create(
                    CultureInfo.InvariantCulture, $"{series.Name}{series.Labels} {series.Values[i]:R} {series.UnixMillis[i] / 1000m:0.000}\n"));
            }
        }

        await writer.WriteAsync("# EOF\n");
    }

    private static ImmutableArray<RawSeries> Create(SeededRandom random)
    {
        ImmutableArray<RawSeries>.Builder series = ImmutableArray.CreateBuilder<RawSeries>();
        for (int call = 0; call < 48; call++)
        {
            Label[] parties = [.. Party(random, source: true), .. Callee(random)];
            string protocol = new[] { RequestProtocols.Http, RequestProtocols.Grpc, RequestProtocols.Tcp }[Below(random, 3)];
            foreach (string reporter in Reporters.Where(_ => Below(random, 3) > 0))
            {
                Label[] told =
                [
                    .. parties, new(IstioLabels.Reporter, reporter), new(IstioLabels.RequestProtocol, protocol), new("pod", $"p-{call}"),
                    new(IstioLabels.ConnectionSecurityPolicy, Below(random, 2) == 0 ? IstioLabels.MutualTls : "none"),
                ];
                if (protocol == RequestProtocols.Tcp)
                {
                    Label[] ofApp = [.. told, new(IstioLabels.App, Below(random, 2) == 0 ? IstioLabels.ZtunnelApp : string.Empty)];
                    foreach (string family in (string[])[
                        IstioMetrics.TcpReceivedBytesTotal, IstioMetrics.TcpSentBytesTotal, IstioMetrics.TcpConnectionsOpenedTotal, IstioMetrics.TcpConnectionsClosedTotal])
                    {
                        Add(series, family, ofApp, Growing(random, 400));
                    }
                }
                else
                {
                    AddRequests(series, random, told, protocol);
                }
            }
        }

        return series.ToImmutable();
    }

    private static void AddRequests(ImmutableArray<RawSeries>.Builder series, SeededRandom random, Label[] told, string protocol)
    {
        foreach ((string code, string grpc, string flags) in ((string, string, string)[])[
            ("200", "0", "-"), ("200", "14", "-"), ("200", "5", "-"), ("503", "14", "UF"), ("0", string.Empty, "DC"), ("404", string.Empty, "NR")])
        {
            bool isTwin = protocol == RequestProtocols.Http && grpc is "14" or "5" && code == "200";
            if (!isTwin && (Below(random, 2) > 0 || code == "200"))
            {
                Add(
                    series,
                    IstioMetrics.RequestsTotal,
                    [
                        .. told, new(IstioLabels.ResponseCode, code), new(IstioLabels.ResponseFlags, flags),
                        new(IstioLabels.GrpcResponseStatus, protocol == RequestProtocols.Grpc ? grpc : string.Empty),
                    ],
                    Growing(random, 30));
            }
        }

        if (protocol == RequestProtocols.Grpc)
        {
            Add(series, IstioMetrics.RequestMessagesTotal, told, Growing(random, 90));
            Add(series, IstioMetrics.ResponseMessagesTotal, told, Growing(random, 90));
        }

        foreach (string family in (string[])[IstioMetrics.RequestDurationMilliseconds, IstioMetrics.RequestBytes, IstioMetrics.ResponseBytes])
        {
            double[] below = new double[Growing(random, 1).Length];
            foreach (double bound in Bounds)
            {
                double[] more = Growing(random, 12, resets: false);
                below = [.. below.Zip(more, (a, b) => a + b)];
                Add(
                    series,
                    family + HistogramAggregator.BucketSuffix,
                    [.. told, new(IstioLabels.UpperBound, double.IsPositiveInfinity(bound) ? "+Inf" : bound.ToString("R", CultureInfo.InvariantCulture))],
                    below);
            }

            Add(series, family + HistogramAggregator.CountSuffix, told, below);
            Add(series, family + HistogramAggregator.SumSuffix, told, [.. below.Select(count => count * 17.25)]);
        }
    }

    private static IEnumerable<Label> Party(SeededRandom random, bool source)
    {
        (string cluster, string inNamespace, string name) = Below(random, 8) == 0
            ? (IstioLabels.Unknown, IstioLabels.Unknown, IstioLabels.Unknown)
            : Workloads[Below(random, Workloads.Length)];
        yield return new(source ? IstioLabels.SourceCluster : IstioLabels.DestinationCluster, cluster);
        yield return new(source ? IstioLabels.SourceWorkloadNamespace : IstioLabels.DestinationWorkloadNamespace, inNamespace);
        yield return new(source ? IstioLabels.SourceWorkload : IstioLabels.DestinationWorkload, name);
        yield return new(source ? IstioLabels.SourceCanonicalService : IstioLabels.DestinationCanonicalService, name.Split('-')[0]);
        yield return new(source ? IstioLabels.SourceCanonicalRevision : IstioLabels.DestinationCanonicalRevision, name.Split('-')[^1]);
    }

    private static IEnumerable<Label> Callee(SeededRandom random)
    {
        Label[] party = [.. Party(random, source: false)];
        string inNamespace = new[] { "shop", "pay", "log", "workshop", "sho.p" }[Below(random, 5)];
        string host = new[] { $"cart.{inNamespace}.svc.cluster.local", $"cart.{inNamespace}", $".{inNamespace}.svc", "10.1.2.3", string.Empty }[Below(random, 5)];
        return
        [
            .. party, new(IstioLabels.DestinationService, host), new(IstioLabels.DestinationServiceNamespace, inNamespace),
            new(IstioLabels.DestinationServiceName, host.Split('.')[0]),
        ];
    }

    private static void Add(ImmutableArray<RawSeries>.Builder series, string family, Label[] labels, double[] values)
    {
        long[] times = [.. Enumerable.Range(0, values.Length).Select(index => Start + (index * ScrapeMillis))];
        series.Add(new RawSeries(family, LabelSet.Create(labels), [.. times], [.. values]));
    }

    private static double[] Growing(SeededRandom random, int most, bool resets = true)
    {
        double[] values = new double[(int)((End - Start) / ScrapeMillis) + 1];
        double value = Below(random, 2) == 0 ? 0 : Below(random, 5_000);
        int perScrape = 1 + Below(random, most);
        for (int i = 0; i < values.Length; i++)
        {
            value = resets && Below(random, 120) == 0 ? 0 : value;
            values[i] = value += Below(random, perScrape + 1);
        }

        return values;
    }

    private static int Below(SeededRandom random, int limit) => (int)(random.NextDouble() * limit);
}
