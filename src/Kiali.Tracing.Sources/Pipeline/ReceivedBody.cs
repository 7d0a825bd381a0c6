using System.Buffers;

namespace Kiali.Tracing.Sources.Pipeline;

/// <summary>A body as far as it has arrived: received without blocking, to be read by readers that do not wait.</summary>
/// <remarks>Its memory is given back as it is read, and where it is disposed of.</remarks>
internal sealed class ReceivedBody : Stream
{
    private const int BlockBytes = 1 << 18;

    private readonly Queue<(byte[] Block, int Length)> _blocks = new();
    private int _position;

    private ReceivedBody()
    {
    }

    /// <summary>Whether the deadline came before the end.</summary>
    public bool IsCut { get; private set; }

    /// <summary>How many bytes arrived.</summary>
    public long Received { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Receives a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="token">Cancelled by the caller and by the deadline.</param>
    /// <param name="cancellationToken">Cancelled by the caller.</param>
    /// <returns>The body, or what had arrived of it when the deadline came.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled, or nothing at all had arrived when the deadline came.</exception>
    public static async Task<ReceivedBody> ReceiveAsync(Stream body, CancellationToken token, CancellationToken cancellationToken)
    {
        ReceivedBody received = new();
        byte[] block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        int length = 0;
        try
        {
            int read;
            while ((read = await body.ReadAsync(block.AsMemory(length), token).ConfigureAwait(false)) > 0)
            {
                length += read;
                received.Received += read;
                if (length == block.Length)
                {
                    received._blocks.Enqueue((block, length));
                    block = ArrayPool<byte>.Shared.Rent(BlockBytes);
                    length = 0;
                }
            }
        }
        catch (OperationCanceledException) when (received.Received > 0 && !cancellationToken.IsCancellationRequested)
        {
            received.IsCut = true;
        }
        finally
        {
            received._blocks.Enqueue((block, length));
        }

        return received;
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        while (_blocks.TryPeek(out (byte[] Block, int Length) next))
        {
            int count = Math.Min(buffer.Length, next.Length - _position);
            if (count > 0)
            {
                next.Block.AsSpan(_position, count).CopyTo(buffer);
                _position += count;
                return count;
            }

            if (buffer.Length == 0)
            {
                return 0;
            }

            Release();
        }

        return 0;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        while (disposing && _blocks.Count > 0)
        {
            Release();
        }

        base.Dispose(disposing);
    }

    private void Release()
    {
        ArrayPool<byte>.Shared.Return(_blocks.Dequeue().Block);
        _position = 0;
    }
}
