using System.IO.Compression;

namespace Kiali.Tracing.Sources.Snapshots;

/// <summary>One entry's bytes, never more than its archive says it has; closes the archive with it.</summary>
/// <param name="archive">The archive.</param>
/// <param name="entry">The entry.</param>
/// <param name="name">The entry, for messages.</param>
/// <param name="length">How many bytes the archive says it has.</param>
internal sealed class ArchiveEntryStream(ZipArchive archive, Stream entry, string name, long length) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get => _read; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        int read = entry.Read(buffer);
        _read += read;
        return _read <= length
            ? read
            : throw new SourceException(name, "unpack", $"{name} is refused: it unpacks to more than the {length} bytes that its archive names.");
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            entry.Dispose();
            archive.Dispose();
        }

        base.Dispose(disposing);
    }
}
