using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Workloads;
using Kiali.Tracing.Catalog;
using Kiali.Tracing.Interactive.ServiceMaps;
using Kiali.Tracing.Interactive.Verbs;
using Kiali.Tracing.Mapping;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Interactive.Sessions;

/// <summary>The connected sources and the focus: what verbs share from cell to cell.</summary>
/// <remarks>Not safe for several threads; a host runs one verb at a time.</remarks>
/// <param name="open">Opens sources.</param>
/// <param name="clock">The clock of live sources.</param>
public sealed class KialiSession(SourceOpener open, TimeProvider clock) : IAsyncDisposable
{
    private const int MostTracesForNames = 100;

    private readonly SourceOpener _open = open;
    private readonly TimeProvider _clock = clock;
    private readonly bool _borrows;
    private ImmutableArray<Workload> _mappedCatalog = [];
    private WorkloadMapping _mapping = WorkloadMapping.Default;
    private ImmutableArray<Workload> _fromSpans = [];

    private KialiSession(KialiSession lender, SessionFocus focus)
        : this(lender._open, lender._clock)
    {
        _borrows = true;
        Progress = lender.Progress;
        Connections = lender.Connections;
        Focus = focus;
    }

    /// <summary>The connected sources with how they were asked for, in the order they were connected.</summary>
    public ImmutableArray<Connection> Connections { get; private set; } = [];

    /// <summary>The connected sources, in the order they were connected.</summary>
    public ImmutableArray<OpenedSource> Sources => [.. Connections.Select(connection => connection.Source)];

    /// <summary>Where sources tell how far they are.</summary>
    public SourceProgressRelay Progress { get; } = new(clock);

    /// <summary>What verbs look at when they are not told otherwise.</summary>
    public SessionFocus Focus { get; private set; } = SessionFocus.None;

    /// <summary>Whether a connected source is live, so that now is the clock's.</summary>
    public bool IsLive => Sources.Any(source => source.IsLive);

    /// <summary>What counts as now, Unix nanoseconds: the clock if a source is live, else the end of what is recorded.</summary>
    public long NowUnixNano => RecordedRange is { } recorded && !IsLive ? recorded.EndUnixNano : UnixTime.ToUnixNano(_clock.GetUtcNow());

    /// <summary>The stretch before now that is looked at where nobody says which: the last ten minutes.</summary>
    internal TimeRange RecentRange => new(NowUnixNano - UnixTime.ToNanos(TargetResolution.LiveWindow), NowUnixNano);

    /// <summary>The range that all recorded sources cover together; null when none has one.</summary>
    public TimeRange? RecordedRange => Sources
        .Where(source => source.RecordedRange is not null)
        .Select(source => source.RecordedRange)
        .Aggregate((TimeRange?)null, (all, next) => all is { } range ? range.Union(next!.Value) : next);

    /// <summary>Connects a source, or opens it anew when it is connected already.</summary>
    /// <param name="request">Its URI, and how to open it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The source.</returns>
    /// <exception cref="SourceException">It cannot be reached or read.</exception>
    /// <exception cref="VerbFailedException">The URI is wrong.</exception>
    public async Task<OpenedSource> ConnectAsync(ConnectionRequest request, CancellationToken cancellationToken)
    {
        OpenedSource opened;
        try
        {
            SourceOpenOptions options = new()
            {
                Access = request.Access,
                KubeConfig = request.KubeConfig,
                LokiLabels = request.LokiLabels,
                Clock = _clock,
                Progress = Progress,
            };
            opened = await _open(request.Uri, request.Timeout is { } timeout ? options with { Deadline = timeout } : options, cancellationToken).ConfigureAwait(false);
        }
        catch (ArgumentException exception)
        {
            throw VerbFailedException.Usage(exception.Message);
        }

        foreach (OpenedSource same in Sources.Where(source => source.Uri == opened.Uri))
        {
            await same.DisposeAsync().ConfigureAwait(false);
        }

        Connections = [.. Connections.Where(connection => connection.Source.Uri != opened.Uri), new Connection(request, opened)];
        return opened;
    }

    /// <summary>Disconnects one source.</summary>
    /// <param name="source">The source.</param>
    /// <returns>When it is closed.</returns>
    public async Task DisconnectAsync(OpenedSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Connections = [.. Connections.Where(connection => connection.Source != source)];
        await source.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Disconnects all sources and forgets the focus.</summary>
    /// <returns>When all are closed.</returns>
    public async Task DisconnectAllAsync()
    {
        ImmutableArray<OpenedSource> closing = Sources;
        Connections = [];
        Focus = SessionFocus.None;
        foreach (OpenedSource source in closing)
        {
            await source.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Sets the focus.</summary>
    /// <param name="focus">The new focus.</param>
    public void Use(SessionFocus focus) => Focus = focus;

    /// <summary>A session like this one but with other sources, for a verb that names its own.</summary>
    /// <param name="requests">The sources.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The session; the caller closes it.</returns>
    public async Task<KialiSession> WithSourcesAsync(ImmutableArray<ConnectionRequest> requests, CancellationToken cancellationToken)
    {
        KialiSession other = new(_open, _clock);
        try
        {
            foreach (ConnectionRequest request in requests)
            {
                await other.ConnectAsync(request, cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            await other.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        other.Focus = Focus;
        return other;
    }

    /// <summary>A session with the same sources but another service map, for a verb that names its own. Closing it closes no source.</summary>
    /// <param name="serviceMap">The service map.</param>
    /// <returns>The session.</returns>
    public KialiSession WithServiceMap(LoadedServiceMap serviceMap) => new(this, Focus with { ServiceMap = serviceMap });

    /// <summary>How spans are told whose they are: by the focus's service map and by the catalogue.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The mapping.</returns>
    public async Task<Answer<WorkloadMapping>> GetMappingAsync(CancellationToken cancellationToken)
    {
        Answer<ImmutableArray<Workload>> catalog = await TryGetWorkloadsAsync(CatalogQuery.Everything, cancellationToken).ConfigureAwait(false);
        ServiceMap serviceMap = Focus.ServiceMap?.Map ?? ServiceMap.Empty;
        if (_mapping.ServiceMap != serviceMap || _mappedCatalog != catalog.Value)
        {
            _mapping = WorkloadMapping.Create(serviceMap, catalog.Value);
            _mappedCatalog = catalog.Value;
        }

        return new Answer<WorkloadMapping>(_mapping, catalog.Complete, catalog.Warnings);
    }

    /// <summary>Looks for traces in all sources that have them; spans of one trace unite, and are mapped to workloads by <see cref="GetMappingAsync"/>.</summary>
    /// <param name="query">Which traces; where it names a workload, the services to search by are added.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The traces; incomplete when a limit left some out or one of several sources failed.</returns>
    /// <exception cref="VerbFailedException">No source has traces.</exception>
    /// <exception cref="SourceException">All sources failed.</exception>
    public async Task<Answer<TraceSet>> FindTracesAsync(TraceQuery query, CancellationToken cancellationToken)
    {
        ImmutableArray<ITraceSource> sources = Require(source => source.Traces, "traces");
        Answer<WorkloadMapping> mapping = await GetMappingAsync(cancellationToken).ConfigureAwait(false);
        query = query with { Mapping = mapping.Value, ServiceCandidates = CandidatesOf(query, mapping.Value.ServiceMap) };
        ImmutableArray<Answer<TraceSet>> answers = await SourceAnswers.AskAsync(
            sources, (source, token) => source.FindTracesAsync(query, token), cancellationToken).ConfigureAwait(false);
        HashSet<TraceId> kept = [.. answers.SelectMany(answer => answer.Value.TraceIds)];
        TraceSet all = answers.Length == 1
            ? answers[0].Value
            : TraceSet.Create([.. answers.SelectMany(answer => answer.Value.Columns).Distinct()], kept.Contains);
        return new Answer<TraceSet>(
            all.With(mapping.Value),
            mapping.Complete && answers.All(answer => answer.Complete),
            [.. answers.SelectMany(answer => answer.Warnings), .. mapping.Warnings]);
    }

    /// <summary>Gives one trace, by its whole id or its first digits, from all sources that have a part of it.</summary>
    /// <param name="text">The id as pasted; see <see cref="TraceIdText"/>.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The trace.</returns>
    /// <exception cref="VerbFailedException">The text is no id, several traces start with it, or no source has the trace.</exception>
    /// <exception cref="SourceException">All sources failed.</exception>
    public Task<Answer<Trace>> GetTraceAsync(string text, CancellationToken cancellationToken)
        => new TraceLookup(this).GetAsync(text, cancellationToken);

    /// <summary>The first source that has metrics of either kind: growth, or finished statistics.</summary>
    /// <param name="wantedFor">What they are wanted for, for the error.</param>
    /// <returns>The source.</returns>
    /// <exception cref="VerbFailedException">No source has metrics.</exception>
    public OpenedSource RequireMetricSource(string wantedFor) => Require(source => source.HasMetrics ? source : null, "metrics", wantedFor)[0];

    /// <summary>The first source that has metrics as growth.</summary>
    /// <param name="wantedFor">What they are wanted for, for the error.</param>
    /// <returns>The source.</returns>
    /// <exception cref="VerbFailedException">No source has metrics.</exception>
    public IMetricSource RequireMetrics(string wantedFor) => Require(source => source.Metrics, "metrics", wantedFor)[0];

    /// <summary>The first source that has logs.</summary>
    /// <param name="wantedFor">What they are wanted for, for the error.</param>
    /// <returns>The source.</returns>
    /// <exception cref="VerbFailedException">No source has logs.</exception>
    public ILogSource RequireLogs(string wantedFor) => Require(source => source.Logs, "logs", wantedFor)[0];

    /// <summary>The workloads of the first source that has a catalogue.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The workloads; empty when no source has a catalogue.</returns>
    /// <exception cref="SourceException">The source failed.</exception>
    public Task<Answer<ImmutableArray<Workload>>> GetWorkloadsAsync(CancellationToken cancellationToken) => GetWorkloadsAsync(CatalogQuery.Everything, cancellationToken);

    /// <summary>Some workloads, of the first source that has a catalogue.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The workloads; empty when no source has a catalogue.</returns>
    /// <exception cref="SourceException">The source failed.</exception>
    public async Task<Answer<ImmutableArray<Workload>>> GetWorkloadsAsync(CatalogQuery query, CancellationToken cancellationToken)
    {
        ICatalogSource? catalog = Sources.Select(source => source.Catalog).FirstOrDefault(source => source is not null);
        return catalog is null
            ? Answer.Whole(ImmutableArray<Workload>.Empty)
            : await catalog.GetWorkloadsAsync(query, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The workloads that the catalogue has; without one, those that spans name, as far as they say what they are; without spans, those of a ready graph.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The workloads, ordered.</returns>
    public async Task<ImmutableArray<Workload>> GetKnownWorkloadsAsync(CatalogQuery query, CancellationToken cancellationToken)
    {
        Answer<ImmutableArray<Workload>> catalog = await TryGetWorkloadsAsync(query, cancellationToken).ConfigureAwait(false);
        bool isNarrow = !query.Namespaces.IsEmpty && Sources.Any(source => source.Catalog is not null);
        if (!catalog.Value.IsEmpty || isNarrow)
        {
            return catalog.Value;
        }

        if (!Sources.Any(source => source.Traces is not null))
        {
            return await GraphWorkloads.FindAsync(Sources, cancellationToken).ConfigureAwait(false);
        }

        // All of a file's traces; of a live source the newest of the window, as it may hold days of them.
        TraceQuery newest = IsLive ? new TraceQuery { Window = query.Window ?? RecentRange, Limit = MostTracesForNames } : new TraceQuery();
        Answer<TraceSet> traces = await FindTracesAsync(newest, cancellationToken).ConfigureAwait(false);
        AnalysisWindow whole = new(RecordedRange ?? new TimeRange(NowUnixNano, NowUnixNano), NowUnixNano, IsLive);
        ImmutableArray<Workload> named = WorkloadsAnalysis.OfSpans(whole, traces, null, null).Workloads;

        // An application's span may not know its cluster, its proxy's does: they name one workload.
        ImmutableArray<WorkloadRef> withCluster = [.. named.Select(workload => workload.Ref).Where(workload => workload.Cluster is not null)];
        _fromSpans = [.. named.Where(workload => workload.Ref.Cluster is not null || !withCluster.Any(workload.Ref.Matches))];
        return _fromSpans;
    }

    /// <summary>The namespace to look in when none is named, of the first source that has what is looked for; null for all.</summary>
    /// <param name="part">What is looked for.</param>
    /// <returns>The namespace, as of <see cref="OpenedSource.DefaultNamespace"/>.</returns>
    public string? DefaultNamespace(Func<OpenedSource, ISource?> part) => Sources.FirstOrDefault(source => part(source) is not null)?.DefaultNamespace;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_borrows)
        {
            await DisconnectAllAsync().ConfigureAwait(false);
        }
    }

    // A catalogue that is down makes the mapping coarser, and is said; traces are shown all the same.
    private async Task<Answer<ImmutableArray<Workload>>> TryGetWorkloadsAsync(CatalogQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return await GetWorkloadsAsync(query, cancellationToken).ConfigureAwait(false);
        }
        catch (SourceException failure)
        {
            return Answer.Partial(ImmutableArray<Workload>.Empty, [new Warning("source-failed", failure.Message, 1, failure.SourceUri)]);
        }
    }

    private ImmutableArray<string> CandidatesOf(TraceQuery query, ServiceMap serviceMap)
    {
        if (query.Workload is not { } workload || !query.ServiceCandidates.IsEmpty)
        {
            return query.ServiceCandidates;
        }

        Workload? known = _mappedCatalog.Concat(_fromSpans).FirstOrDefault(known => known.Ref.Matches(workload));
        return ServiceSearchNames.Of(workload, known, serviceMap);
    }

    internal ImmutableArray<T> Require<T>(Func<OpenedSource, T?> part, string what, string? wantedFor = null)
        where T : class
    {
        if (Sources.IsEmpty)
        {
            throw VerbFailedException.Usage(
                "No source is connected.", $"{VerbCall.Placeholder} connect file:PATH, or give --source file:PATH.");
        }

        ImmutableArray<T> sources = [.. Sources.Select(part).OfType<T>()];
        return sources.IsEmpty
            ? throw VerbFailedException.Usage(
                $"No connected source has {what}{(wantedFor is null ? string.Empty : $", wanted for {wantedFor}")}; connected: {string.Join(", ", Sources.Select(source => source.Uri))}.",
                $"connect a source with {what}, for instance a snapshot folder: {VerbCall.Placeholder} connect file:PATH")
            : sources;
    }
}
