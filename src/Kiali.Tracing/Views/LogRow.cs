using System.Collections.Immutable;
using Kiali.Tracing.Logs;

namespace Kiali.Tracing.Views;

/// <summary>A row of the table of log lines: a line, the frames that continue it, and how often the same came again.</summary>
/// <param name="Line">The line.</param>
/// <param name="Text">The line in short.</param>
/// <param name="Frames">The lines that continue it.</param>
/// <param name="Count">How many lines alike it stands for, at least 1.</param>
/// <param name="LastUnixNano">The time of the last of them.</param>
internal sealed record LogRow(LogLine Line, string Text, ImmutableArray<LogLine> Frames, int Count, long LastUnixNano);
