using System.Collections.Immutable;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Sources.Pipeline;

namespace Kiali.Tracing.Sources.Loki;

/// <summary>Gives the log lines of a Loki, those of pods that are gone too.</summary>
internal sealed class LokiSource : ILogSource
{
    private const int LargestBody = 256 << 20;

    private readonly SourcePipeline _pipeline;
    private readonly LokiClient _client;
    private readonly LokiOptions _options;

    private LokiSource(SourcePipeline pipeline, LokiOptions options)
    {
        _pipeline = pipeline;
        _client = new LokiClient(pipeline);
        _options = options;
    }

    /// <inheritdoc/>
    public string Uri => _pipeline.Uri;

    /// <inheritdoc/>
    public TimeRange? RecordedRange => null;

    /// <summary>Opens a Loki; nothing is asked yet.</summary>
    /// <param name="uri">Its URI, for instance <c>loki+https://loki.example:3100</c>; the API is below its path.</param>
    /// <param name="options">How sources are opened.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The source.</returns>
    /// <exception cref="ArgumentException">The URI names no host, or the labels cannot be read.</exception>
    /// <exception cref="SourceException">A certificate's file cannot be read.</exception>
    public static Task<OpenedSource> OpenAsync(string uri, SourceOpenOptions options, CancellationToken cancellationToken)
        => Task.FromResult(Open(uri, options, LokiOptions.From(options)));

    /// <summary>Opens a Loki with bounds of one's own.</summary>
    /// <param name="uri">Its URI.</param>
    /// <param name="options">How sources are opened.</param>
    /// <param name="loki">How it is asked.</param>
    /// <returns>The source.</returns>
    public static OpenedSource Open(string uri, SourceOpenOptions options, LokiOptions loki)
    {
        SourcePipeline pipeline = SourcePipeline.Create(uri, SourceAddress.Of(uri), options, new PipelineLimits { LargestBody = LargestBody });
        LokiSource source = new(pipeline, loki);
        return new OpenedSource
        {
            Uri = uri,
            Description = "Loki",
            Probe = source.ProbeAsync,
            IsLive = true,
            Logs = source,
            Owned = pipeline,
        };
    }

    /// <inheritdoc/>
    public async Task<Answer<ImmutableArray<RawLogLine>>> FindLinesAsync(LogQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Limit is < 1)
        {
            throw new ArgumentException("A limit is at least 1.", nameof(query));
        }

        if (query.Previous)
        {
            throw new ArgumentException("A Loki keeps what containers wrote before a restart with what they wrote after it.", nameof(query));
        }

        TimeRange window = new(Math.Max(0, query.Window.StartUnixNano), Math.Max(0, query.Window.EndUnixNano));
        LokiFindings found = new(Uri, query.Limit);
        try
        {
            int number = 0;
            LokiPages pages = new(_client, _options, count => _pipeline.Report(new SourceProgress("reading log lines", count, query.Limit, "lines")));
            foreach (LokiLabels labels in await GetLabelsAsync(window, cancellationToken).ConfigureAwait(false))
            {
                LokiMapping mapping = new(query, labels, await GetClustersAsync(query, labels, window, cancellationToken).ConfigureAwait(false));
                foreach (string cluster in mapping.UnknownClusters)
                {
                    found.Lose(
                        "cluster", $"Loki knows no cluster {cluster} by its label {labels.Cluster}; lines of that name in all its clusters are shown. Name another label with --loki-labels cluster=LABEL.");
                }

                foreach (LokiSelection selection in mapping.Select())
                {
                    await pages.ReadAsync(number++, selection, window, found, cancellationToken).ConfigureAwait(false);
                }

                found.NextCollector();
            }
        }
        catch (LokiRefusedException refused)
        {
            throw refused.Failure;
        }
        catch (SourceException failure) when (found.Count > 0)
        {
            found.Lose("partial", $"{failure.Message} What was found before is shown.");
        }

        return found.ToAnswer();
    }

    private async Task<ImmutableArray<LokiLabels>> GetLabelsAsync(TimeRange window, CancellationToken cancellationToken)
    {
        ImmutableHashSet<string> names = [.. await _client.GetLabelsAsync(window, cancellationToken).ConfigureAwait(false)];
        if (_options.Labels is { } told)
        {
            return names.IsEmpty || names.Contains(told.Namespace)
                ? [told.Known(names)]
                : throw NoLabels(names, $"it has no label {told.Namespace}");
        }

        ImmutableArray<LokiLabels> found = LokiLabels.Among(names);
        return found.IsEmpty && !names.IsEmpty ? throw NoLabels(names, "none of its labels is one that a usual collector gives the namespace of a pod") : found;
    }

    private SourceException NoLabels(ImmutableHashSet<string> names, string what)
    {
        string there = string.Join(", ", names.Order(StringComparer.Ordinal).Take(30));
        return new SourceException(
            Uri,
            "find log lines",
            $"{Uri}: find log lines: {what} (there are {SourceFailure.OneLine(there)}); say which hold what with --loki-labels namespace=LABEL,pod=LABEL,container=LABEL.");
    }

    private async Task<ImmutableHashSet<string>> GetClustersAsync(LogQuery query, LokiLabels labels, TimeRange window, CancellationToken cancellationToken)
        => labels.Cluster is { } cluster && query.Workloads.Any(workload => workload.Cluster is not null)
            ? [.. await _client.GetValuesAsync(cluster, window, cancellationToken).ConfigureAwait(false)]
            : [];

    private async Task<SourceProbe> ProbeAsync(CancellationToken cancellationToken)
    {
        string? version = await _client.GetVersionAsync(cancellationToken).ConfigureAwait(false);
        if (version is null)
        {
            long now = UnixTime.ToUnixNano(_pipeline.Clock.GetUtcNow());
            try
            {
                await _client.GetLabelsAsync(new TimeRange(now - (3600 * UnixTime.NanosPerSecond), now), cancellationToken).ConfigureAwait(false);
            }
            catch (LokiRefusedException refused)
            {
                throw refused.Failure;
            }
        }

        return new SourceProbe(version, version is null ? "Loki" : $"Loki {version}");
    }
}
