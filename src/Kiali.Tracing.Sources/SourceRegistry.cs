using System.Collections.Immutable;
using Kiali.Tracing.Sources.Files;
using Kiali.Tracing.Sources.Jaeger;
using Kiali.Tracing.Sources.Kubernetes;
using Kiali.Tracing.Sources.Loki;
using Kiali.Tracing.Sources.Prometheus;
using Kiali.Tracing.Sources.Tempo;

namespace Kiali.Tracing.Sources;

/// <summary>Opens sources by their URIs: the one table of what can be read.</summary>
public static class SourceRegistry
{
    private static readonly ImmutableArray<SourceScheme> Table =
    [
        new("file", "whatever the file or folder holds, told by its content", FileOpener.OpenAsync),
        new("jaeger+grpc", "traces", JaegerSource.OpenAsync),
        new("jaeger+grpcs", "traces", JaegerSource.OpenAsync),
        new("jaeger+http", "traces", JaegerSource.OpenAsync),
        new("jaeger+https", "traces", JaegerSource.OpenAsync),
        new("tempo+http", "traces", TempoSource.OpenAsync),
        new("tempo+https", "traces", TempoSource.OpenAsync),
        new("tempo+grpc", "traces", TempoSource.OpenAsync),
        new("tempo+grpcs", "traces", TempoSource.OpenAsync),
        new("prometheus+http", "metrics, catalogue, PromQL", PrometheusSource.OpenAsync),
        new("prometheus+https", "metrics, catalogue, PromQL", PrometheusSource.OpenAsync),
        new("loki+http", "logs", LokiSource.OpenAsync),
        new("loki+https", "logs", LokiSource.OpenAsync),
        new("kubernetes", "logs, catalogue", KubernetesSource.OpenAsync),
        new("kiali+http", "traces, metrics, graph, logs, catalogue"),
        new("kiali+https", "traces, metrics, graph, logs, catalogue"),
    ];

    /// <summary>All schemes that are known, in the table's order; for completion.</summary>
    public static ImmutableArray<string> Schemes { get; } = [.. Table.Select(scheme => scheme.Name)];

    /// <summary>The schemes that this version reads.</summary>
    public static ImmutableArray<string> ReadableSchemes { get; } = [.. Table.Where(scheme => scheme.Open is not null).Select(scheme => scheme.Name)];

    /// <summary>Opens a source.</summary>
    /// <param name="uri">Its URI, for instance <c>file:incident.json</c>.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The opened source, to be disposed.</returns>
    /// <exception cref="ArgumentException">The URI is none, names no known scheme, or holds credentials.</exception>
    /// <exception cref="SourceException">The source cannot be reached or read.</exception>
    public static Task<OpenedSource> OpenAsync(string uri, SourceOpenOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(uri);
        ArgumentNullException.ThrowIfNull(options);
        int colon = uri.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || uri[..colon].Any(symbol => symbol is '/' or '\\' or '.'))
        {
            throw new ArgumentException(uri.Length == 0
                ? "A source needs a URI, for instance file:incident.json."
                : $"{Shown(uri)} is no source URI; did you mean file:{Shown(uri)}?");
        }

        string name = uri[..colon].ToLowerInvariant();
        SourceScheme scheme = Table.FirstOrDefault(known => known.Name == name) ?? throw Unknown(uri, name);
        if (scheme.Name is not (FileOpener.Scheme or KubernetesSource.Scheme))
        {
            SourceUriCredentials.Refuse(uri);
        }

        if (scheme.Open is null)
        {
            throw new SourceException(uri, "open", $"{uri} is not readable in this version; save a snapshot or export the trace as JSON and open file:PATH.");
        }

        return scheme.Open(uri, options, cancellationToken);
    }

    private static ArgumentException Unknown(string uri, string name)
    {
        if (name.Length == 1)
        {
            return new ArgumentException($"{Shown(uri)} is no source URI; did you mean file:{Shown(uri)}?");
        }

        ImmutableArray<string> near = [.. Schemes
            .Select(known => (Name: known, Distance: NearNames.Distance(name, known)))
            .Where(known => known.Distance <= 3 || known.Name.StartsWith(name, StringComparison.Ordinal))
            .OrderBy(known => known.Distance)
            .Take(3)
            .Select(known => known.Name)];
        string hint = near.IsEmpty ? $"known are {string.Join(", ", Schemes)}" : $"did you mean {string.Join(" or ", near)}?";
        return new ArgumentException($"{name}: is no kind of source; {hint}");
    }

    // A misspelt URI may still hold a password: what stands before @ is not repeated.
    private static string Shown(string uri) => uri.LastIndexOf('@') is int at and >= 0 ? "…" + uri[at..] : uri;
}
