using System.Collections.Immutable;

namespace Kiali.Tracing.Sources.OpenMetrics;

/// <summary>The samples of one series in few bytes: each as its distance from the one before, as scraped counters change little.</summary>
internal sealed class SampleBlock
{
    private const double LargestExactInteger = 1L << 53;

    private byte[] _bytes = new byte[64];
    private int _used;
    private int _count;
    private long _lastMillis;
    private long _lastInteger;

    /// <summary>How many samples there are.</summary>
    public int Count => _count;

    /// <summary>The first sample's time; 0 without samples.</summary>
    public long FirstUnixMillis { get; private set; }

    /// <summary>The last sample's time; 0 without samples.</summary>
    public long LastUnixMillis => _lastMillis;

    /// <summary>Adds a sample.</summary>
    /// <param name="unixMillis">Its time.</param>
    /// <param name="value">Its value.</param>
    /// <returns>Whether it came after the one before; otherwise it was not added.</returns>
    public bool TryAdd(long unixMillis, double value)
    {
        if (_count > 0 && unixMillis <= _lastMillis)
        {
            return false;
        }

        FirstUnixMillis = _count == 0 ? unixMillis : FirstUnixMillis;
        if (_bytes.Length - _used < 32)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        WriteVarint(unchecked((ulong)(unixMillis - _lastMillis)));
        bool isInteger = Math.Abs(value) <= LargestExactInteger && Math.Truncate(value) == value && !(value == 0 && double.IsNegative(value));
        if (isInteger)
        {
            long difference = (long)value - _lastInteger;
            WriteVarint(unchecked((ulong)((difference << 1) ^ (difference >> 63))) << 1);
            _lastInteger = (long)value;
        }
        else
        {
            WriteVarint(1);
            BitConverter.TryWriteBytes(_bytes.AsSpan(_used), BitConverter.DoubleToInt64Bits(value));
            _used += sizeof(long);
        }

        _lastMillis = unixMillis;
        _count++;
        return true;
    }

    /// <summary>Gives the samples of a stretch of time.</summary>
    /// <param name="fromUnixMillis">The first time wanted.</param>
    /// <param name="toUnixMillis">The last time wanted.</param>
    /// <returns>Times and values, by rising time.</returns>
    public (ImmutableArray<long> UnixMillis, ImmutableArray<double> Values) Read(long fromUnixMillis, long toUnixMillis)
    {
        ImmutableArray<long>.Builder times = ImmutableArray.CreateBuilder<long>();
        ImmutableArray<double>.Builder values = ImmutableArray.CreateBuilder<double>();
        int position = 0;
        long millis = 0;
        long integer = 0;
        for (int index = 0; index < _count; index++)
        {
            millis += unchecked((long)ReadVarint(ref position));
            ulong coded = ReadVarint(ref position);
            double value;
            if ((coded & 1) == 0)
            {
                ulong zigzag = coded >> 1;
                integer += unchecked((long)(zigzag >> 1) ^ -(long)(zigzag & 1));
                value = integer;
            }
            else
            {
                value = BitConverter.ToDouble(_bytes.AsSpan(position));
                position += sizeof(double);
            }

            if (millis > toUnixMillis)
            {
                break;
            }

            if (millis >= fromUnixMillis)
            {
                times.Add(millis);
                values.Add(value);
            }
        }

        return (times.DrainToImmutable(), values.DrainToImmutable());
    }

    private void WriteVarint(ulong number)
    {
        while (number >= 0x80)
        {
            _bytes[_used++] = (byte)((number & 0x7F) | 0x80);
            number >>= 7;
        }

        _bytes[_used++] = (byte)number;
    }

    private ulong ReadVarint(ref int position)
    {
        ulong number = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = _bytes[position++];
            number |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return number;
            }
        }
    }
}
