namespace Kiali.Tracing.Logs;

/// <summary>A trace's id as a line names it.</summary>
/// <param name="Id">The id.</param>
/// <param name="IsHalf">Whether the line has 64 bits of it only, which are compared with the low half.</param>
internal readonly record struct NamedTraceId(TraceId Id, bool IsHalf);
