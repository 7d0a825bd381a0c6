using Kiali.Tracing.TestKit;
using Kiali.Tracing.TestKit.Simulation.Engine;
using Kiali.Tracing.TestKit.Simulation.Scenarios;

namespace Kiali.Tracing.Sources.Tests.Samples;

/// <summary>The ground truth of the recorded incident and what its files hold, each read once and by no reader of the product.</summary>
public sealed class SampleFixture
{
    private readonly Lazy<MeshSimulation> simulation = new(() => MeshSimulator.Run(SampleIncident.Scenario));
    private readonly Lazy<IReadOnlyList<RecordedSpan>> spans = new(() => RecordedSpan.ReadAll(SampleIncident.Traces));
    private readonly Lazy<IReadOnlyList<RecordedLine>> lines = new(() => RecordedLine.ReadAll(SampleIncident.Logs));
    private readonly Lazy<IReadOnlyList<RecordedSeries>> series = new(() => RecordedSeries.ReadAll(SampleIncident.Metrics));

    public Scenario Scenario => SampleIncident.Scenario;

    /// <summary>Start of the incident, Unix nanoseconds.</summary>
    public long OnsetNanos => UnixNanos.Of(Scenario.Truth.Onset);

    public MeshSimulation Simulation => simulation.Value;

    public IReadOnlyList<RecordedSpan> Spans => spans.Value;

    public IReadOnlyList<RecordedLine> Lines => lines.Value;

    public IReadOnlyList<RecordedSeries> Series => series.Value;

    /// <summary>All exchanges that began before, or from, the onset on.</summary>
    public IEnumerable<Exchange> ExchangesOf(bool inIncident) => Simulation.Exchanges
        .Select(pair => pair.Exchange)
        .Where(exchange => exchange.Client.StartNanos >= OnsetNanos == inIncident);
}
