namespace Kiali.Tracing.Sources.Loki;

/// <summary>A question to Loki, and how its lines are read.</summary>
/// <param name="Query">The question, in LogQL.</param>
/// <param name="Read">Reads an entry; null when it is not wanted after all. Its body may be of several lines.</param>
internal sealed record LokiSelection(string Query, Func<LokiEntry, Logs.RawLogLine?> Read);
