namespace Kiali.Tracing.Sources.Tempo;

/// <summary>One question to Tempo's search.</summary>
/// <param name="Query">The TraceQL.</param>
/// <param name="StartSeconds">The window's start, Unix seconds, at least 1: without one only recent traces are searched.</param>
/// <param name="EndSeconds">The window's end, Unix seconds, later than the start.</param>
/// <param name="Limit">The most traces.</param>
internal sealed record TempoSearchQuestion(string Query, long StartSeconds, long EndSeconds, int Limit)
{
    /// <summary>How many spans of each trace the answer has: whole traces are got by their ids, so one.</summary>
    public const int SpansPerTrace = 1;
}
