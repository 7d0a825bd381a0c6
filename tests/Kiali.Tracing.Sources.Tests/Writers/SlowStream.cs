namespace Kiali.Tracing.Sources.Tests.Writers;

/// <summary>Gives bytes in pieces of random size, as pipes and unpackers do.</summary>
internal sealed class SlowStream(byte[] bytes, Random dice, int largestPiece) : MemoryStream(bytes)
{
    public override int Read(Span<byte> buffer)
    {
        byte[] piece = new byte[Math.Min(buffer.Length, dice.Next(1, largestPiece + 1))];
        int read = Read(piece, 0, piece.Length);
        piece.AsSpan(0, read).CopyTo(buffer);
        return read;
    }
}
