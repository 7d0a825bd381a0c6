using System.Text;

namespace Kiali.Tracing.Columns;

/// <summary>Numbers distinct strings as they arrive, in UTF-8, without making a string object for each.</summary>
internal sealed class StringTableBuilder
{
    private const int ChunkBytes = 1 << 18;
    private const uint NotHashed = 0;

    private readonly List<byte[]> _chunks = [new byte[ChunkBytes]];
    private int _used;
    private (int Chunk, int Offset, int Length)[] _entries = new (int, int, int)[256];
    private uint[] _hashes = new uint[256];
    private int _count;
    private int _hashed;
    private int[] _buckets = new int[1024];

    public StringTableBuilder()
    {
        Add(ReadOnlySpan<byte>.Empty);
    }

    public int Add(string text)
    {
        int maximum = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (maximum <= 512)
        {
            Span<byte> small = stackalloc byte[512];
            return Add((ReadOnlySpan<byte>)small[..Encoding.UTF8.GetBytes(text, small)]);
        }

        return Add((ReadOnlySpan<byte>)Encoding.UTF8.GetBytes(text));
    }

    public int Add(ReadOnlySpan<byte> utf8)
    {
        uint hash = Hash(utf8);
        int slot = (int)(hash & (uint)(_buckets.Length - 1));
        while (_buckets[slot] != 0)
        {
            int number = _buckets[slot] - 1;
            if (_hashes[number] == hash && Utf8(number).SequenceEqual(utf8))
            {
                return number;
            }

            slot = (slot + 1) & (_buckets.Length - 1);
        }

        return Append(utf8, hash, slot);
    }

    /// <summary>Numbers a string without looking whether it is known; it is not found by later calls either.</summary>
    public int Append(ReadOnlySpan<byte> utf8) => Store(utf8, NotHashed);

    public int Count => _count;

    public string TextOf(int number) => Encoding.UTF8.GetString(Utf8(number));

    public StringTable Build() => new([.. _chunks], _entries.AsSpan(0, _count).ToArray());

    private static uint Hash(ReadOnlySpan<byte> utf8)
    {
        unchecked
        {
            uint hash = 2166136261;
            while (utf8.Length >= 4)
            {
                hash = (hash ^ System.Runtime.InteropServices.MemoryMarshal.Read<uint>(utf8)) * 0x9E3779B1;
                hash ^= hash >> 15;
                utf8 = utf8[4..];
            }

            foreach (byte value in utf8)
            {
                hash = (hash ^ value) * 16777619;
            }

            hash ^= hash >> 16;
            return Math.Max(hash * 0x85EBCA6B, NotHashed + 1);
        }
    }

    private ReadOnlySpan<byte> Utf8(int number)
    {
        (int chunk, int offset, int length) = _entries[number];
        return _chunks[chunk].AsSpan(offset, length);
    }

    private int Append(ReadOnlySpan<byte> utf8, uint hash, int slot)
    {
        int number = Store(utf8, hash);
        _buckets[slot] = number + 1;
        if (++_hashed * 2 > _buckets.Length)
        {
            Rehash();
        }

        return number;
    }

    private int Store(ReadOnlySpan<byte> utf8, uint hash)
    {
        if (_used + utf8.Length > _chunks[^1].Length)
        {
            _chunks.Add(new byte[Math.Max(ChunkBytes, utf8.Length)]);
            _used = 0;
        }

        if (_count == _entries.Length)
        {
            Array.Resize(ref _entries, _count * 2);
            Array.Resize(ref _hashes, _count * 2);
        }

        utf8.CopyTo(_chunks[^1].AsSpan(_used));
        _entries[_count] = (_chunks.Count - 1, _used, utf8.Length);
        _hashes[_count] = hash;
        _used += utf8.Length;
        return _count++;
    }

    private void Rehash()
    {
        int[] buckets = new int[_buckets.Length * 4];
        for (int number = 0; number < _count; number++)
        {
            if (_hashes[number] == NotHashed)
            {
                continue;
            }

            int slot = (int)(_hashes[number] & (uint)(buckets.Length - 1));
            while (buckets[slot] != 0)
            {
                slot = (slot + 1) & (buckets.Length - 1);
            }

            buckets[slot] = number + 1;
        }

        _buckets = buckets;
    }
}
