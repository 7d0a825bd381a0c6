using System.Collections.Immutable;
using System.Globalization;
using Kiali.Tracing.Mapping;

namespace Kiali.Tracing.Sources.Tempo;

/// <summary>Writes the TraceQL that finds at least the traces that a query asks for; <see cref="TraceFilter"/> then leaves exactly those.</summary>
/// <remarks>
/// What any span of a trace may fulfil stands in braces of its own, joined by <c>&amp;&amp;</c>. Nowhere does a meaning hang on the precedence of <c>&amp;&amp;</c>
/// and <c>||</c>, which was one in older versions. TraceQL: https://grafana.com/docs/tempo/latest/traceql/.
/// </remarks>
internal static class TraceQlQuery
{
    private const string Hint = " with (most_recent=true)";

    /// <summary>Writes a query.</summary>
    /// <param name="query">Which traces.</param>
    /// <param name="dialect">What the server understands.</param>
    /// <returns>The TraceQL; the query's own where it has one.</returns>
    public static string Of(TraceQuery query, TraceQlDialect dialect)
    {
        if (query.RawQuery is { } raw)
        {
            return raw;
        }

        List<string> spans = [.. SpansOf(query).Select(AnyOf)];
        ImmutableArray<string> durations = dialect < TraceQlDialect.Plain ? DurationsOf(query) : [];
        if (!query.Attributes.IsEmpty)
        {
            spans.Add(string.Join(
                " && ",
                query.Attributes.Select(attribute => TraceQlConditions.OfAttribute(attribute, dialect)).Where(any => !any.IsEmpty).Select(any => Grouped(AnyOf(any), any.Length))));
        }

        spans.RemoveAll(span => span.Length == 0);
        if (!durations.IsEmpty)
        {
            string first = spans.Count == 0 ? string.Empty : $" && ({spans[0]})";
            spans = [string.Join(" && ", durations) + first, .. spans.Skip(1)];
        }

        string braces = spans.Count == 0 ? "{ }" : string.Join(" && ", spans.Select(span => $"{{ {span} }}"));
        return dialect == TraceQlDialect.MostRecent ? braces + Hint : braces;
    }

    private static IEnumerable<ImmutableArray<string>> SpansOf(TraceQuery query)
    {
        // A span without a service has no attribute to be found by.
        if (query.Service is { Length: > 0 } service)
        {
            yield return [TraceQlConditions.OfService(service)];
        }

        if (query.Operation is { } operation)
        {
            yield return [$"name = {TraceQlText.Quote(operation)}"];
        }

        if (query.Workload is { } workload)
        {
            yield return TraceQlConditions.OfWorkload(
                workload, query.ServiceCandidates.IsEmpty ? ServiceSearchNames.Of(workload, null, query.Mapping.ServiceMap) : query.ServiceCandidates);
        }

        if (query.Namespace is { } name)
        {
            yield return TraceQlConditions.OfNamespace(
                name, [.. query.Mapping.ServiceMap.Entries.Where(entry => entry.Namespace == name).Select(entry => entry.Service)]);
        }

        if (query.ErrorsOnly)
        {
            yield return TraceQlConditions.OfFailure();
        }
    }

    private static ImmutableArray<string> DurationsOf(TraceQuery query)
    {
        ImmutableArray<string>.Builder conditions = ImmutableArray.CreateBuilder<string>();
        if (query.MinDuration is { } least && least > TimeSpan.Zero)
        {
            conditions.Add(string.Create(CultureInfo.InvariantCulture, $"traceDuration >= {UnixTime.ToNanos(least)}ns"));
        }

        if (query.MaxDuration is { } most && most >= TimeSpan.Zero)
        {
            conditions.Add(string.Create(CultureInfo.InvariantCulture, $"traceDuration <= {UnixTime.ToNanos(most)}ns"));
        }

        return conditions.DrainToImmutable();
    }

    private static string AnyOf(ImmutableArray<string> conditions) => string.Join(" || ", conditions);

    private static string Grouped(string text, int count) => count == 1 ? text : $"({text})";
}
