using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using Kiali.Tracing.Catalog;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.Sources.Snapshots;
using Kiali.Tracing.Sources.Snapshots.Saving;

namespace Kiali.Tracing.Sources;

/// <summary>Saves a snapshot: inputs in standard formats, from which every answer is computed again.</summary>
/// <remarks>
/// Everything is written beside its place first and takes the place when it is whole, so that a failure leaves nothing half-written. The same parts make the same
/// bytes. Nothing in it names a credential, a kubeconfig or an environment variable.
/// </remarks>
public sealed class SnapshotWriter : IDisposable
{
    private const string ZipExtension = ".zip";
    private const string PartialExtension = ".partial";

    private readonly string _path;
    private readonly bool _isZip;
    private readonly string _folder;
    private readonly ImmutableArray<SavedPart>.Builder _parts = ImmutableArray.CreateBuilder<SavedPart>();
    private readonly ImmutableArray<SnapshotCapture>.Builder _captures = ImmutableArray.CreateBuilder<SnapshotCapture>();
    private (string Name, string Version) _store = (string.Empty, string.Empty);

    private SnapshotWriter(string path, bool isZip)
    {
        _path = path;
        _isZip = isZip;
        _folder = path + PartialExtension;
    }

    /// <summary>Starts a snapshot.</summary>
    /// <param name="path">The folder to make, or the file when it ends in <c>.zip</c>.</param>
    /// <param name="replace">Whether a snapshot that is there may be replaced; nothing else is.</param>
    /// <returns>The writer.</returns>
    /// <exception cref="SourceException">The place is taken, or cannot be written.</exception>
    public static SnapshotWriter Create(string path, bool replace)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string full = Path.GetFullPath(path);
        bool isZip = full.EndsWith(ZipExtension, StringComparison.OrdinalIgnoreCase);
        SnapshotWriter writer = new(full, isZip);
        if ((File.Exists(full) || Directory.Exists(full)) && !(replace && IsSnapshot(full, isZip)))
        {
            throw new SourceException(
                path, "save", replace ? $"{path} is there and is no snapshot; name another place." : $"{path} is there already; name another place, or replace it with --force.");
        }

        Guard(path, () =>
        {
            if (Directory.Exists(writer._folder))
            {
                Directory.Delete(writer._folder, recursive: true);
            }

            Directory.CreateDirectory(writer._folder);
        });
        return writer;
    }

    /// <summary>Adds traces.</summary>
    /// <param name="traces">The traces, whole.</param>
    /// <param name="scope">What was asked for.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public void AddTraces(Answer<TraceSet> traces, SnapshotScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(traces);
        long spans = 0;
        long bytes = WritePacked(SnapshotFolder.Traces, stream => spans = TracesPart.Write(traces.Value, stream, cancellationToken));
        Add("traces", SnapshotFolder.Traces, Text($"{traces.Value.Count:#,##0} traces, {spans:#,##0} spans"), bytes, traces.Complete, traces.Warnings, scope);
    }

    /// <summary>Adds samples, metric by metric.</summary>
    /// <param name="source">What has them.</param>
    /// <param name="names">The metrics, suffix included; those of one family follow each other.</param>
    /// <param name="selections">The series: those that pass any of these; each once.</param>
    /// <param name="scope">What is asked for; its window says which samples.</param>
    /// <param name="progress">Told after each metric.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>When they are written.</returns>
    public async Task AddMetricsAsync(
        IRawMetricSource source,
        ImmutableArray<string> names,
        ImmutableArray<ImmutableArray<LabelMatcher>> selections,
        SnapshotScope scope,
        IProgress<SourceProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(scope);
        TimeRange window = scope.Window ?? throw new ArgumentException("Samples are saved for a window.", nameof(scope));
        _store = await source.GetStoreAsync(cancellationToken).ConfigureAwait(false);
        bool complete = true;
        ImmutableArray<Warning>.Builder warnings = ImmutableArray.CreateBuilder<Warning>();
        string path = Path.Combine(_folder, SnapshotFolder.Metrics);
        long series;
        long samples;
        await using (FileStream file = File.Create(path))
        await using (GZipStream packed = new(file, CompressionLevel.SmallestSize))
        {
            using MetricsPart part = new(packed);
            for (int index = 0; index < names.Length; index++)
            {
                Dictionary<LabelSet, RawSeries> found = [];
                foreach (ImmutableArray<LabelMatcher> matchers in selections)
                {
                    Answer<ImmutableArray<RawSeries>> answer = await source.GetRawSeriesAsync(
                        new RawSeriesQuery(names[index], matchers, UnixTime.FloorToUnixMillis(window.StartUnixNano), UnixTime.CeilingToUnixMillis(window.EndUnixNano)),
                        cancellationToken).ConfigureAwait(false);
                    complete &= answer.Complete;
                    warnings.AddRange(answer.Warnings);
                    foreach (RawSeries one in answer.Value)
                    {
                        found.TryAdd(one.Labels, one);
                    }
                }

                part.Write(names[index], [.. found.Values.OrderBy(one => one.Labels)], cancellationToken);
                progress?.Report(new SourceProgress("saving metrics", index + 1, names.Length, "metrics"));
            }

            part.Finish();
            series = part.Series;
            samples = part.Samples;
        }

        Add(
            "metrics",
            SnapshotFolder.Metrics,
            Text($"{series:#,##0} series, {samples:#,##0} samples"),
            new FileInfo(path).Length,
            complete,
            [.. warnings.Distinct()],
            scope);
    }

    /// <summary>Adds log lines.</summary>
    /// <param name="lines">The lines, by time.</param>
    /// <param name="scope">What was asked for.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public void AddLogs(Answer<ImmutableArray<RawLogLine>> lines, SnapshotScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lines);
        long bytes = WritePacked(SnapshotFolder.Logs, stream => LogsPart.Write(lines.Value, stream, cancellationToken));
        Add("logs", SnapshotFolder.Logs, Text($"{lines.Value.Length:#,##0} lines"), bytes, lines.Complete, lines.Warnings, scope);
    }

    /// <summary>Adds the catalogue.</summary>
    /// <param name="workloads">The workloads.</param>
    /// <param name="scope">What was asked for.</param>
    public void AddWorkloads(Answer<ImmutableArray<Workload>> workloads, SnapshotScope scope)
    {
        ArgumentNullException.ThrowIfNull(workloads);
        long bytes = WriteFile(SnapshotFolder.Workloads, stream => WorkloadsPart.Write(workloads.Value, stream));
        Add(
            "workloads",
            SnapshotFolder.Workloads,
            Text($"{workloads.Value.Length:#,##0} workloads, {workloads.Value.Sum(workload => workload.Pods.Length):#,##0} pods"),
            bytes,
            workloads.Complete,
            workloads.Warnings,
            scope);
    }

    /// <summary>Writes the manifest and puts the snapshot in its place.</summary>
    /// <param name="range">What the snapshot is about; its end is the snapshot's now.</param>
    /// <returns>The parts, in the order they were added.</returns>
    /// <exception cref="SourceException">The place cannot be written.</exception>
    public ImmutableArray<SavedPart> Finish(TimeRange range)
    {
        ImmutableArray<SavedPart> parts = _parts.ToImmutable();
        SnapshotManifest manifest = new()
        {
            TimeRange = range,
            MetricBackend = _store.Name,
            MetricBackendVersion = _store.Version,
            Captures = _captures.ToImmutable(),
            Files = [.. parts.Select(part => new SnapshotFile(part.File, part.Bytes, DigestOf(part.File)))],
            Redacted = [],
        };
        WriteFile(SnapshotManifest.FileName, stream => ManifestPart.Write(manifest, stream));
        Guard(_path, Place);
        return parts;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Guard(_path, () => Directory.Delete(_folder, recursive: true));
        }
    }

    private static bool IsSnapshot(string path, bool isZip)
        => isZip ? File.Exists(path) : File.Exists(Path.Combine(path, SnapshotManifest.FileName));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Guard(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new SourceException(path, "save", $"{path} cannot be written: {exception.Message.TrimEnd('.')}; name a place that can be.", innerException: exception);
        }
    }

    private void Add(string kind, string file, string content, long bytes, bool complete, ImmutableArray<Warning> warnings, SnapshotScope scope)
    {
        _parts.Add(new SavedPart(kind, file, content, bytes, complete, warnings));
        _captures.Add(new SnapshotCapture(kind, scope.Query, scope.Window, scope.Limit, complete, complete ? [] : [.. warnings.Select(warning => warning.Message).Distinct()]));
    }

    private long WritePacked(string name, Action<Stream> write) => WriteFile(name, stream =>
    {
        using GZipStream packed = new(stream, CompressionLevel.SmallestSize, leaveOpen: true);
        write(packed);
    });

    private long WriteFile(string name, Action<Stream> write)
    {
        string path = Path.Combine(_folder, name);
        Guard(_path, () =>
        {
            using FileStream stream = File.Create(path);
            write(stream);
        });
        return new FileInfo(path).Length;
    }

    private string DigestOf(string file)
    {
        using FileStream stream = File.OpenRead(Path.Combine(_folder, file));
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private void Place()
    {
        if (_isZip)
        {
            string packed = _path + PartialExtension + ZipExtension;
            Pack(packed);
            File.Move(packed, _path, overwrite: true);
            Directory.Delete(_folder, recursive: true);
            return;
        }

        if (Directory.Exists(_path))
        {
            Directory.Delete(_path, recursive: true);
        }

        Directory.Move(_folder, _path);
    }

    // Entries have one fixed time: the same parts make the same file. What is packed already is only stored.
    private void Pack(string target)
    {
        using FileStream file = File.Create(target);
        using ZipArchive zip = new(file, ZipArchiveMode.Create);
        foreach (string name in _parts.Select(part => part.File).Append(SnapshotManifest.FileName))
        {
            ZipArchiveEntry entry = zip.CreateEntry(name, name.EndsWith(".gz", StringComparison.Ordinal) ? CompressionLevel.NoCompression : CompressionLevel.SmallestSize);
            entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using Stream content = entry.Open();
            using FileStream part = File.OpenRead(Path.Combine(_folder, name));
            part.CopyTo(content);
        }
    }
}
