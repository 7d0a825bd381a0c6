using Kiali.Tracing.Sources.Snapshots;

namespace Kiali.Tracing.Sources.Files;

/// <summary>Opens <c>file:PATH</c>: a folder is a snapshot, a file is told by its content.</summary>
internal static class FileOpener
{
    /// <summary>The scheme.</summary>
    public const string Scheme = "file";

    private const string Prefix = Scheme + ":";

    /// <summary>Opens a file or folder.</summary>
    /// <param name="uri">Its URI.</param>
    /// <param name="options">Where relative paths start.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>What it holds.</returns>
    /// <exception cref="SourceException">It is missing or holds something else.</exception>
    public static Task<OpenedSource> OpenAsync(string uri, SourceOpenOptions options, CancellationToken cancellationToken)
    {
        string path = ResolvePath(uri, options);

        // Reading is synchronous work on buffers: it goes to the pool, so that a host stays answerable and can cancel.
        return Task.Run(() => Open(uri, path, cancellationToken), cancellationToken);
    }

    /// <summary>The path that a URI names.</summary>
    /// <param name="uri">For instance <c>file:incident.json</c>, <c>file:~/incident.json</c>, <c>file:///tmp/incident.json</c>.</param>
    /// <param name="options">Where relative paths start.</param>
    /// <returns>The absolute path.</returns>
    /// <exception cref="ArgumentException">The URI names no path, or a file of another machine.</exception>
    public static string ResolvePath(string uri, SourceOpenOptions options)
    {
        string path = uri[Prefix.Length..];
        if (path.StartsWith("//", StringComparison.Ordinal))
        {
            if (!Uri.TryCreate(uri, UriKind.Absolute, out Uri? parsed) || parsed.Host is not ("" or "localhost"))
            {
                throw new ArgumentException($"{uri} names a file of another machine; copy it here and give its path, as in file:incident.json.");
            }

            path = Uri.UnescapeDataString(parsed.AbsolutePath);
        }

        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("file: needs a path, for instance file:incident.json.");
        }

        if (path == "~" || path.StartsWith("~/", StringComparison.Ordinal))
        {
            string home = options.HomeDirectory ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            path = Path.Combine(home, path.TrimStart('~').TrimStart('/'));
        }

        return Path.GetFullPath(path, options.WorkingDirectory is { } folder ? Path.GetFullPath(folder) : Environment.CurrentDirectory);
    }

    private static OpenedSource Open(string uri, string path, CancellationToken cancellationToken)
    {
        string name = uri[Prefix.Length..];
        if (Directory.Exists(path))
        {
            return SnapshotOpener.Open(uri, path, cancellationToken);
        }

        using FileContent content = FileContent.Open(path, name, UnpackLimits.Default);
        FileHead head = new(content.Head);
        FileFormat format = FileFormats.All.FirstOrDefault(known => known.IsRecognized(head)) ?? throw Refuse(name, ContentGuess.Of(head));
        using ContentDigest? digest = ContentDigest.Start(path, cancellationToken);
        OpenedSource opened = format.Open(new FileReading(uri, path, name, content, head, cancellationToken));
        return opened.Sha256 is null ? opened with { Sha256 = digest?.Finish() } : opened;
    }

    /// <summary>The refusal of a file for what it holds.</summary>
    /// <param name="name">The file.</param>
    /// <param name="content">Words that go on after "the file holds".</param>
    /// <returns>The exception to throw.</returns>
    public static SourceException Refuse(string name, string content) => new(
        name,
        "open",
        $"{name} holds {content}. Files that are read: traces (Jaeger, OTLP, Tempo, Zipkin), metrics (OpenMetrics, Prometheus text), logs (pod log text, OTLP), Kiali's graph, snapshots (folder or .zip).");
}
