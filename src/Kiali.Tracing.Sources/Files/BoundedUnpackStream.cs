using System.Globalization;
using System.IO.Compression;

namespace Kiali.Tracing.Sources.Files;

/// <summary>Unpacks gzip, and refuses what grows out of all proportion.</summary>
/// <param name="file">The file, for messages.</param>
/// <param name="packed">The packed bytes, seekable or not.</param>
/// <param name="limits">The bounds.</param>
internal sealed class BoundedUnpackStream(string file, Stream packed, UnpackLimits limits) : Stream
{
    private readonly CountingStream _counted = new(packed);
    private GZipStream? _gzip;
    private long _unpacked;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _unpacked; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        _gzip ??= new GZipStream(_counted, CompressionMode.Decompress);
        int read = _gzip.Read(buffer);
        _unpacked += read;
        if (_unpacked > limits.MaxBytes || (_unpacked > UnpackLimits.FreeBytes && _unpacked / limits.MaxRatio > _counted.BytesRead))
        {
            throw new SourceException(file, "unpack", string.Create(
                CultureInfo.InvariantCulture,
                $"{file} is refused: it unpacks to more than {(_unpacked > limits.MaxBytes ? limits.MaxBytes : _unpacked)} bytes from {_counted.BytesRead}; unpack it by hand if it is to be trusted."));
        }

        return read;
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
            _gzip?.Dispose();
            packed.Dispose();
        }

        base.Dispose(disposing);
    }
}
