using System.Collections.Immutable;
using System.Globalization;
using Kiali.Tracing.Catalog;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Sources.Pipeline;

namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>Gives the log lines and workloads of a cluster, through its API server.</summary>
internal sealed class KubernetesSource : ILogSource, ICatalogSource, IAsyncDisposable
{
    /// <summary>The scheme of its URIs.</summary>
    public const string Scheme = "kubernetes";

    private const int MostFailuresTold = 10;

    private readonly SourcePipeline _pipeline;
    private readonly KubernetesApi _api;
    private readonly KubernetesCatalog _catalog;
    private readonly KubernetesOptions _options;

    private KubernetesSource(SourcePipeline pipeline, KubeConnection connection, KubernetesOptions options)
    {
        _pipeline = pipeline;
        _options = options;
        _api = new KubernetesApi(pipeline, connection, options);
        _catalog = new KubernetesCatalog(_api, connection.Namespace, options, pipeline.Clock);
    }

    /// <inheritdoc/>
    public string Uri => _pipeline.Uri;

    /// <inheritdoc/>
    public TimeRange? RecordedRange => null;

    /// <inheritdoc/>
    public bool HasPreviousContainers => true;

    /// <summary>Opens a cluster: its kubeconfig is read, nothing is asked yet, and no plugin is run.</summary>
    /// <param name="uri"><c>kubernetes://</c> for the current context, <c>kubernetes://CONTEXT</c> for another one; a context's name may hold slashes and colons, or be escaped with percent signs.</param>
    /// <param name="options">How sources are opened.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The source.</returns>
    /// <exception cref="ArgumentException">There is no such context.</exception>
    /// <exception cref="SourceException">There is no kubeconfig, or it cannot be read.</exception>
    public static Task<OpenedSource> OpenAsync(string uri, SourceOpenOptions options, CancellationToken cancellationToken)
        => Task.FromResult(Open(uri, options, KubernetesOptions.From(options)));

    /// <summary>Opens a cluster with bounds of one's own.</summary>
    /// <param name="uri">Its URI.</param>
    /// <param name="options">How sources are opened.</param>
    /// <param name="kubernetes">How it is found and asked.</param>
    /// <returns>The source.</returns>
    public static OpenedSource Open(string uri, SourceOpenOptions options, KubernetesOptions kubernetes)
    {
        KubeConnection connection = KubeConfig.Read(uri, kubernetes).Resolve(ContextOf(uri));
        Uri address = connection.Address(uri);
        KubernetesCredentials credentials = new(uri, connection, kubernetes, options.Clock);
        SourcePipeline pipeline = SourcePipeline.Create(uri, address, options, transport: new KubernetesTransport(uri, address, connection, credentials));
        KubernetesSource source = new(pipeline, connection, kubernetes);
        return new OpenedSource
        {
            Uri = uri,
            Description = $"Kubernetes, context {connection.Context}",
            Probe = source.ProbeAsync,
            IsLive = true,
            DefaultNamespace = connection.Namespace,
            Logs = source,
            Catalog = source,
            Owned = source,
            Warnings = [.. WarningsOf(uri, connection, options.Access)],
        };
    }

    /// <inheritdoc/>
    public async Task<Answer<ImmutableArray<Workload>>> GetWorkloadsAsync(CatalogQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        KubernetesInventory inventory = await _catalog.GetAsync(query.Namespaces, withIdle: true, cancellationToken).ConfigureAwait(false);
        return new Answer<ImmutableArray<Workload>>(inventory.Workloads, inventory.Complete, inventory.Warnings);
    }

    /// <inheritdoc/>
    public async Task<Answer<ImmutableArray<RawLogLine>>> FindLinesAsync(LogQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Limit is < 1)
        {
            throw new ArgumentException("A limit is at least 1.", nameof(query));
        }

        ImmutableArray<string> namespaces = query.Workloads.IsEmpty ? query.Namespaces : [.. query.Workloads.Select(workload => workload.Namespace).Distinct()];
        KubernetesInventory inventory = await _catalog.GetAsync(namespaces, withIdle: false, cancellationToken).ConfigureAwait(false);
        ImmutableArray<PlacedPod> pods =
        [
            .. inventory.Pods.Where(pod => (query.Namespaces.IsEmpty || query.Namespaces.Contains(pod.Namespace))
                && (query.Workloads.IsEmpty || query.Workloads.Any(pod.Workload.Matches))),
        ];
        List<Warning> warnings = [.. inventory.Warnings];
        (ImmutableArray<LogTarget> shared, SharedProxyScope scope) = await new SharedProxyPods(_api).FindAsync(query, pods, warnings, cancellationToken).ConfigureAwait(false);
        bool complete = inventory.Complete && warnings.Count == inventory.Warnings.Length;
        ImmutableArray<LogTarget> targets = [.. pods.SelectMany(pod => TargetsOf(pod, query)), .. shared.Where(target => !query.Previous || target.Container.HasPrevious)];
        if (targets.Length > _options.MostContainers)
        {
            complete = false;
            warnings.Add(new Warning(
                "limit",
                string.Create(CultureInfo.InvariantCulture, $"{targets.Length} containers match; the first {_options.MostContainers} were read. Name a workload or a namespace."),
                targets.Length - _options.MostContainers,
                Uri));
            targets = targets[.._options.MostContainers];
        }

        warnings.AddRange(GoneLines.Of(query, pods, targets, Uri));
        LogReading reading = new(_pipeline, new PodLogReader(_api, _options, _pipeline.Clock), query, scope);
        Answer<ImmutableArray<RawLogLine>> lines = await reading.ReadAsync(targets, MostFailuresTold, cancellationToken).ConfigureAwait(false);
        return new Answer<ImmutableArray<RawLogLine>>(lines.Value, complete && lines.Complete, [.. warnings, .. lines.Warnings]);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _catalog.Dispose();
        await _pipeline.DisposeAsync().ConfigureAwait(false);
    }

    private static string? ContextOf(string uri)
    {
        string rest = uri[(uri.IndexOf(':', StringComparison.Ordinal) + 1)..];
        rest = rest.StartsWith("//", StringComparison.Ordinal) ? rest[2..] : rest;
        return rest.Length == 0 ? null : System.Uri.UnescapeDataString(rest);
    }

    private static bool IsEmpty(SourceAccess access) => access is
    {
        BearerToken: null, UserName: null, Password: null, ClientCertificateFile: null, ClientKeyFile: null, CertificateAuthorityFile: null, InsecureSkipTlsVerify: false, Headers.IsEmpty: true,
    };

    private static IEnumerable<Warning> WarningsOf(string uri, KubeConnection connection, SourceAccess access)
    {
        if (connection.Cluster.InsecureSkipTlsVerify)
        {
            yield return new Warning(
                "insecure", $"{uri}: certificates are not verified (insecure-skip-tls-verify in the kubeconfig): whoever is in between can read and change what is shown.", 1, uri);
        }

        if (!IsEmpty(access))
        {
            yield return new Warning(
                "access-ignored", $"{uri}: tokens, certificates and headers are the kubeconfig's; those named by options are not used there. Choose a context, or --kubeconfig FILE.", 1, uri);
        }
    }

    // A container that runs once before the others is read only when it is named.
    private static IEnumerable<LogTarget> TargetsOf(PlacedPod pod, LogQuery query) => pod.Pod.Containers
        .Where(container => query.Containers.IsEmpty ? !container.IsInitial : query.Containers.Contains(container.Name))
        .Where(container => !query.Previous || container.HasPrevious)
        .Select(container => new LogTarget(pod, container, KubernetesMapping.RoleOf(pod.Pod, container.Name), IsShared: false));

    private async Task<SourceProbe> ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            string? version = await _api.GetVersionAsync(cancellationToken).ConfigureAwait(false);
            return new SourceProbe(version, version is null ? "Kubernetes" : $"Kubernetes {version}");
        }
        catch (KubernetesRefusedException refused) when (refused.IsForbidden)
        {
            return new SourceProbe(null, "Kubernetes");
        }
        catch (KubernetesRefusedException refused)
        {
            throw refused.Failure;
        }
    }
}
