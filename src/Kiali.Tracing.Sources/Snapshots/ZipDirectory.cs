using System.Buffers.Binary;

namespace Kiali.Tracing.Sources.Snapshots;

/// <summary>What the end of a .zip says of its directory, read before the directory is.</summary>
/// <param name="Entries">How many entries it is said to have.</param>
/// <param name="Bytes">How long it is: from where it is said to start to the end's own record.</param>
internal readonly record struct ZipDirectory(int Entries, long Bytes)
{
    private const int RecordBytes = 22;
    private const int LongestComment = ushort.MaxValue;
    private const uint Signature = 0x06054B50;
    private const int EntriesAt = 10;
    private const int StartAt = 16;

    /// <summary>Finds the record, which is the last one but a comment.</summary>
    /// <remarks>Format: APPNOTE.TXT 4.3.16. An archive so large that it needs the longer record (zip64) is said to have as many entries as fit into the shorter.</remarks>
    /// <param name="archive">The archive.</param>
    /// <returns>What it says; null when there is none.</returns>
    public static ZipDirectory? Find(Stream archive)
    {
        int length = (int)Math.Min(archive.Length, RecordBytes + LongestComment);
        byte[] tail = new byte[length];
        archive.Position = archive.Length - length;
        archive.ReadExactly(tail);
        archive.Position = 0;
        for (int at = length - RecordBytes; at >= 0; at--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at)) == Signature)
            {
                uint start = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + StartAt));
                return new ZipDirectory(BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(at + EntriesAt)), archive.Length - length + at - start);
            }
        }

        return null;
    }
}
