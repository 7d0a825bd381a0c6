namespace Kiali.Tracing.Sources.Tempo;

/// <summary>A trace as Tempo gave it, still to be read.</summary>
/// <param name="Bytes">The answer.</param>
/// <param name="HasStatus">Whether the trace lies within an answer with a status, as <c>/api/v2/traces</c> gives it.</param>
/// <param name="SaysJson">Whether the server calls it JSON.</param>
internal sealed record TempoTraceBody(ArraySegment<byte> Bytes, bool HasStatus, bool SaysJson)
{
    /// <summary>Whether it is JSON: some servers send it whatever was asked for. No protobuf message of a trace begins with a brace.</summary>
    public bool IsJson => SaysJson || (Bytes.Count > 0 && Bytes[0] == (byte)'{');
}
