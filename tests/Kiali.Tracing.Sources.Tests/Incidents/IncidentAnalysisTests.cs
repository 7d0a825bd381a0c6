using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Incidents;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Incidents;

public class IncidentAnalysisTests
{
    [Fact]
    public async Task The_planted_fault_of_the_sample_is_found_by_workload_minute_and_kind()
    {
        IncidentResult incident = IncidentAnalysis.Compute(await Traces(new TraceQuery()), new IncidentOptions());
        Assert.Equal(SampleIncident.Truth.Workload, incident.Cause!.Workload.Name);
        Assert.Equal(IncidentKind.Delay, incident.Cause.Kind);
        Assert.Equal(UnixTime.ToRfc3339(UnixTime.ToUnixNano(new DateTimeOffset(2026, 11, 14, 14, 30, 0, TimeSpan.Zero))), UnixTime.ToRfc3339(incident.Stretch!.Value.StartUnixNano));
        Assert.Equal("delay", SampleIncident.Truth.Kind);
        Assert.NotNull(incident.Representative);
    }

    [Fact]
    public async Task Every_workload_is_listed_once_and_those_that_only_waited_are_not_blamed()
    {
        IncidentResult incident = IncidentAnalysis.Compute(await Traces(new TraceQuery()), new IncidentOptions());
        Assert.Equal(incident.Changes.Length, incident.Changes.Select(change => change.Workload.ToString()).Distinct().Count());
        Assert.Equal(SampleIncident.Truth.Workload, incident.Changes[0].Workload.Name);
        Assert.All(incident.Changes[1..], change => Assert.True(change.ExtraSeconds < incident.Changes[0].ExtraSeconds / 100));
        Assert.All(incident.Changes.Where(change => SampleIncident.Truth.Unaffected.Contains(change.Workload.Name)), change => Assert.Equal(IncidentKind.Unknown, change.Kind));
        Assert.DoesNotContain(incident.Changes, change => change.Kind == IncidentKind.Errors);
    }

    [Fact]
    public async Task A_quiet_stretch_holds_no_incident()
    {
        Assert.True(UnixTime.TryParseRfc3339("2026-11-14T11:00:00Z", out long from));
        Assert.True(UnixTime.TryParseRfc3339("2026-11-14T14:00:00Z", out long to));
        IncidentResult incident = IncidentAnalysis.Compute(await Traces(new TraceQuery { Window = new TimeRange(from, to) }), new IncidentOptions());
        Assert.Null(incident.Stretch);
        Assert.Null(incident.Cause);
    }

    [Fact]
    public void No_traces_hold_no_incident() => Assert.Null(IncidentAnalysis.Compute([], new IncidentOptions()).Stretch);

    private static async Task<ImmutableArray<Trace>> Traces(TraceQuery query)
    {
        await using OpenedSource source = await SourceRegistry.OpenAsync(SampleIncident.Uri, new SourceOpenOptions(), default);
        return [.. (await source.Traces!.FindTracesAsync(query, default)).Value.Traces];
    }
}
