using System.Collections.Immutable;
using Kiali.Tracing.Logs;

namespace Kiali.Tracing.Sources.LogFiles;

/// <summary>Gives the lines of a file of logs.</summary>
/// <param name="uri">The file.</param>
/// <param name="logs">Its lines.</param>
internal sealed class LogFileSource(string uri, StoredLogs logs) : ILogSource
{
    /// <inheritdoc/>
    public string Uri => uri;

    /// <inheritdoc/>
    public TimeRange? RecordedRange { get; } = logs.Range();

    /// <inheritdoc/>
    public Task<Answer<ImmutableArray<RawLogLine>>> FindLinesAsync(LogQuery query, CancellationToken cancellationToken)
        => Task.Run(() => logs.Find(query, [], [], Uri), cancellationToken);
}
