namespace Kiali.Tracing.Reports.Composition;

/// <summary>One line of the log table.</summary>
/// <param name="Time">When, <c>hh:mm:ss.fff</c>.</param>
/// <param name="Origin">Who wrote it.</param>
/// <param name="OriginWord">The word for that: <c>app</c>, <c>proxy</c>, <c>waypoint</c>, <c>ztunnel</c>, <c>span</c>.</param>
/// <param name="Where">The pod, shortened; the workload for spans.</param>
/// <param name="Join">How it was joined to a trace: <c>=</c>, <c>=r</c>, <c>≈</c>, or nothing.</param>
/// <param name="IsError">Whether it is an error.</param>
/// <param name="Text">The line.</param>
internal readonly record struct LogTableRow(string Time, LogLook Origin, string OriginWord, string Where, string Join, bool IsError, string Text);
