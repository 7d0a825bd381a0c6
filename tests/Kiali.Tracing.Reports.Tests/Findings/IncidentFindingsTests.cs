using Kiali.Tracing.Analyses.Incidents;
using Kiali.Tracing.Reports.Composition;
using Kiali.Tracing.Reports.Findings;
using Xunit;

namespace Kiali.Tracing.Reports.Tests.Findings;

public sealed class IncidentFindingsTests
{
    [Fact]
    public void The_summary_says_when_how_many_how_slow_and_what_changed_most() => Assert.Equal<string>(
        [
            "From 14:06 to 14:16, 33 of 50 traces were slow or failed: 2,545\u00a0ms in the median instead of 36.0\u00a0ms.",
            "What changed most is ratings-v1's own work: 3.1 → 2,950 ms a trace.",
        ],
        IncidentFindings.Lead(Incidents.Delay));

    [Fact]
    public void The_cover_compares_durations_and_the_own_time_of_the_cause() => Assert.Equal<KeyFigure>(
        [
            new KeyFigure("36.0 → 2,545 ms", "median duration, usual and in the incident", "33 of 50 traces slow or failed"),
            new KeyFigure("3.1 → 2,950 ms", "own time of ratings-v1 a trace", "97.3\u00a0s on top in all"),
        ],
        IncidentFindings.KeyFigures(Incidents.Delay));

    [Fact]
    public void Statements_name_the_cause_what_fails_by_itself_and_what_is_well() => Assert.Equal(
        [
            "ratings-v1's own work changed most: it became slow",
            "reviews-v3 fails though nothing it calls answers with an error",
            "details-v1 and reviews-v1 did not change by themselves",
        ],
        IncidentFindings.Statements(Incidents.Delay).Select(statement => statement.Text));

    [Fact]
    public void A_cause_that_fails_is_said_to_fail()
    {
        IncidentResult failing = Incidents.Delay with { Changes = [Incidents.Change("reviews-v3", 2, 2.1, 0.01, 0.6, 0.1, IncidentKind.Errors)] };

        Assert.Equal("reviews-v3 fails", IncidentTitle.Of(failing));
        Assert.Equal("1.0\u00a0% → 60.0\u00a0%", IncidentFindings.KeyFigures(failing)[1].Value);
        Assert.Contains("fails by itself in 60.0\u00a0%", IncidentFindings.Lead(failing)[1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_title_is_made_of_the_changes_and_nothing_else()
    {
        Assert.Equal("ratings-v1 slow, reviews-v3 fails", IncidentTitle.Of(Incidents.Delay));
        Assert.Equal("Slow and failed requests", IncidentTitle.Of(Incidents.Delay with { Changes = Incidents.Well("a") }));
        Assert.Equal(IncidentTitle.Nothing, IncidentTitle.Of(new IncidentResult()));
        Assert.Equal(IncidentTitle.Nothing, IncidentTitle.Of(null));
    }

    [Fact]
    public void No_incident_says_nothing()
    {
        Assert.Empty(IncidentFindings.KeyFigures(new IncidentResult()));
        Assert.Empty(IncidentFindings.Statements(new IncidentResult()));
        Assert.Empty(IncidentFindings.Lead(new IncidentResult()));
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a|b", "a and b")]
    [InlineData("a|b|c", "a, b and c")]
    [InlineData("a|b|c|d|e", "a, b and 3 others")]
    public void Names_are_joined_as_in_a_sentence(string names, string expected) => Assert.Equal(expected, NameList.Of([.. names.Split('|')]));
}
