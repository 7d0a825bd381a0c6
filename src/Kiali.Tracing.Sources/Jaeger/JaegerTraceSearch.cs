using System.Collections.Immutable;
using System.Globalization;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Sources.Pipeline;

namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>Answers one query by as many of Jaeger's searches as it takes.</summary>
/// <remarks>
/// Jaeger searches by service, and looks for operation, attributes and durations on one span of it. What it would find otherwise than the query means is left to
/// <see cref="TraceFilter"/>, on more traces than were asked for: failures (Jaeger knows the tag <c>error</c> only), the trace's shortest duration, workload, namespace. Where
/// that leaves fewer than the limit and the server has more, a second, narrower search reaches further back; what it cannot find is said.
/// </remarks>
internal sealed class JaegerTraceSearch(SourcePipeline pipeline, IJaegerWire wire, JaegerOptions options, TraceQuery query, TimeRange window, TimeSpan deadline)
{
    private const int FewestOfEach = 100;

    private readonly TraceQuery _whole = query with { Window = window };

    /// <summary>Searches.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The traces.</returns>
    /// <exception cref="SourceException">The server failed.</exception>
    public async Task<Answer<TraceSet>> RunAsync(CancellationToken cancellationToken)
    {
        JaegerFindings findings = new(pipeline.Uri, query.Limit ?? options.MostTraces);
        if (query.Window is null)
        {
            findings.Say(
                "window",
                $"No window was given: what began from {UnixTime.ToRfc3339(window.StartUnixNano)} to {UnixTime.ToRfc3339(window.EndUnixNano)} was searched.",
                isLoss: true);
        }

        if (query.Service is { } service)
        {
            await SearchOneAsync(findings, service, cancellationToken).ConfigureAwait(false);
        }
        else if (!query.ServiceCandidates.IsEmpty)
        {
            await SearchCandidatesAsync(findings, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await SearchAllAsync(findings, cancellationToken).ConfigureAwait(false);
        }

        Answer<TraceSet> answer = findings.ToAnswer();
        return answer with { Value = answer.Value.With(query.Mapping) };
    }

    private async Task SearchOneAsync(JaegerFindings findings, string service, CancellationToken cancellationToken)
    {
        findings.Add(await SearchAsync(service, Depth(1), null, cancellationToken).ConfigureAwait(false));
        SaySameSpan(findings);
    }

    private void SaySameSpan(JaegerFindings findings)
    {
        if (query.Operation is not null || !query.Attributes.IsEmpty)
        {
            findings.Say(
                "same-span", "Jaeger looks for service, operation and attributes on one span; a trace that has them on different spans is not found.", isLoss: false);
        }
    }

    private async Task SearchCandidatesAsync(JaegerFindings findings, CancellationToken cancellationToken)
    {
        foreach (string candidate in query.ServiceCandidates)
        {
            findings.Add(await SearchAsync(candidate, Depth(1), null, cancellationToken).ConfigureAwait(false));
            if (findings.Count > 0)
            {
                findings.Say("searched-service", $"The traces were found under the service {candidate}; Jaeger searches by service only.", isLoss: false);
                SaySameSpan(findings);
                return;
            }
        }

        findings.Say("searched-service", $"Nothing was found under the services {string.Join(", ", query.ServiceCandidates)}; Jaeger searches by service only.", isLoss: false);
    }

    private async Task SearchAllAsync(JaegerFindings findings, CancellationToken cancellationToken)
    {
        long began = pipeline.Clock.GetTimestamp();
        ImmutableArray<string> services = JaegerSource.Ordered(await wire.GetServicesAsync(cancellationToken).ConfigureAwait(false));
        ImmutableArray<string> searched = services.Length > options.MostServices ? services[..options.MostServices] : services;
        int depth = Depth(searched.Length);
        int done = 0;
        foreach (string[] some in searched.Chunk(pipeline.MostAtOnce))
        {
            if (done > 0 && pipeline.Clock.GetElapsedTime(began) >= deadline)
            {
                break;
            }

            pipeline.Report(new SourceProgress("searching traces", done, searched.Length, "services"));
            foreach (JaegerSearched found in await SearchSomeAsync(some, depth, findings.Floor, cancellationToken).ConfigureAwait(false))
            {
                findings.Add(found);
            }

            done += some.Length;
        }

        SayServices(findings, services.Length, done, done < searched.Length);
    }

    private static void SayServices(JaegerFindings findings, int services, int done, bool isLate)
    {
        string message = string.Create(CultureInfo.InvariantCulture, $"Jaeger searches by service: {done} of {services} services were searched");
        if (isLate)
        {
            findings.Say("deadline", message + " before the deadline. Name a service, or allow more with --timeout.", isLoss: true, services - done);
        }
        else if (done < services)
        {
            findings.Say("limit", message + ". Name the one that you look for.", isLoss: true, services - done);
        }
        else
        {
            findings.Say("searched-services", message + ".", isLoss: false);
        }
    }

    // One service that fails does not lose the others; where all do, the first failure is the answer.
    private async Task<JaegerSearched[]> SearchSomeAsync(string[] services, int depth, long? floor, CancellationToken cancellationToken)
    {
        JaegerSearched[] found = await Task.WhenAll(services.Select(async service =>
        {
            try
            {
                return await SearchAsync(service, depth, floor, cancellationToken).ConfigureAwait(false);
            }
            catch (SourceException failure)
            {
                return new JaegerSearched(service) { Failure = failure };
            }
        })).ConfigureAwait(false);
        return found.All(one => one is { Failure: not null, Answers.Count: 0 }) ? throw found[0].Failure! : found;
    }

    private async Task<JaegerSearched> SearchAsync(string service, int depth, long? floor, CancellationToken cancellationToken)
    {
        JaegerSearch plain = Plain(service, depth, floor);
        JaegerBatch batch = await wire.FindAsync(plain, cancellationToken).ConfigureAwait(false);
        HashSet<TraceId> matching = TraceFilter.Matching(batch.Columns, _whole, cancellationToken);
        JaegerSearched searched = new(service, (batch, matching)) { Depth = depth, IsTruncated = IsTruncated(batch, service, depth) };
        if (!searched.IsTruncated || matching.Count >= (query.Limit ?? options.MostTraces) || Narrow(plain) is not { } narrow)
        {
            return searched;
        }

        try
        {
            JaegerBatch second = await wire.FindAsync(narrow, cancellationToken).ConfigureAwait(false);
            return searched with { Answers = [(batch, matching), (second, TraceFilter.Matching(second.Columns, _whole, cancellationToken))] };
        }
        catch (SourceException failure)
        {
            return searched with { Failure = failure };
        }
    }

    private JaegerSearch Plain(string service, int depth, long? floor)
    {
        TimeSpan earlier = query.MaxDuration is { } longest && longest < options.EarlierStart ? longest : options.EarlierStart;
        long end = Math.Max(0, window.EndUnixNano);
        long start = Math.Max(Math.Max(0, window.StartUnixNano) - UnixTime.ToNanos(earlier), floor ?? 0);
        return new JaegerSearch(service, new TimeRange(Math.Clamp(start, 0, end), end), depth)
        {
            Operation = query.Operation,
            Attributes = [.. query.Attributes.DistinctBy(attribute => attribute.Key)],

            // No span is longer than its trace, so nothing is lost. Cassandra refuses durations beside attributes.
            MaxDuration = query.Attributes.IsEmpty ? query.MaxDuration : null,
        };
    }

    private JaegerSearch? Narrow(JaegerSearch plain)
    {
        if (query.MinDuration is { } shortest && plain.Attributes.IsEmpty)
        {
            return plain with { MinDuration = shortest };
        }

        return query.ErrorsOnly && plain.Attributes.All(attribute => attribute.Key != OpenTelemetryAttributes.Error)
            ? plain with { Attributes = plain.Attributes.Add(new(OpenTelemetryAttributes.Error, "true")), MaxDuration = null }
            : null;
    }

    // One more than the limit tells whether there are more; of what is filtered here several times as many are needed, of all services together.
    private int Depth(int services)
    {
        int shared = options.MostTraces * 2 / Math.Max(1, services);
        if (query.Limit is not { } limit)
        {
            return Math.Clamp(shared, FewestOfEach, options.MostTraces) + 1;
        }

        bool isFilteredHere = query.ErrorsOnly || query.MinDuration is not null || query.Workload is not null || query.Namespace is not null || !query.Attributes.IsEmpty;
        long wanted = isFilteredHere ? Math.Min(Math.Min(options.MostTraces, shared), Math.Max((long)limit * options.OverFetch, FewestOfEach)) : 0;
        return (int)Math.Min(Math.Max(limit + 1L, wanted), int.MaxValue);
    }

    // Storages give the newest first. Once they came to spans that begin before the window, they gave all that begin within it.
    private bool IsTruncated(JaegerBatch batch, string service, int depth)
    {
        Dictionary<TraceId, long> latest = [];
        bool[] ofService = [.. batch.Columns.Resources.Select(resource => resource.ServiceName == service)];
        for (int row = 0; row < batch.Columns.Count; row++)
        {
            TraceId id = batch.Columns.TraceIds[row];
            long start = ofService[batch.Columns.ResourceNumbers[row]] ? batch.Columns.StartsUnixNano[row] : long.MinValue;
            latest[id] = latest.TryGetValue(id, out long other) ? Math.Max(other, start) : start;
        }

        return latest.Count >= depth && !latest.Values.Any(start => start != long.MinValue && start < window.StartUnixNano);
    }
}
