using Kiali.Tracing.Sources.Pipeline;

namespace Kiali.Tracing.Sources.Tempo;

/// <summary>Takes an answer's body into memory, where it can be read at once and thrown away when the connection broke.</summary>
internal static class TempoBody
{
    /// <summary>The most bytes of one answer: 256 MiB, fifty times the trace that Tempo keeps by default.</summary>
    public static PipelineLimits Limits { get; } = new() { LargestBody = 256 << 20 };

    /// <summary>Reads the body.</summary>
    /// <param name="reply">The answer.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The bytes.</returns>
    public static async Task<ArraySegment<byte>> ReadAsync(SourceReply reply, CancellationToken cancellationToken)
    {
        using MemoryStream bytes = new();
        await reply.Body.CopyToAsync(bytes, cancellationToken).ConfigureAwait(false);
        return new ArraySegment<byte>(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
