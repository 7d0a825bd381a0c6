using System.Text;

namespace Kiali.Tracing.Columns;

/// <summary>The distinct strings of a set of columns, each with a number. Text is decoded when first asked for.</summary>
/// <remarks>Safe for use by several threads.</remarks>
public sealed class StringTable
{
    private readonly byte[][] _chunks;
    private readonly (int Chunk, int Offset, int Length)[] _entries;
    private readonly string?[] _decoded;
    private readonly Lazy<Dictionary<string, int>> _numbers;

    internal StringTable(byte[][] chunks, (int Chunk, int Offset, int Length)[] entries)
    {
        _chunks = chunks;
        _entries = entries;
        _decoded = new string?[entries.Length];
        _numbers = new Lazy<Dictionary<string, int>>(BuildNumbers);
    }

    /// <summary>How many distinct strings there are. Number 0 is always the empty string.</summary>
    public int Count => _entries.Length;

    /// <summary>The string of a number.</summary>
    /// <param name="number">The number, from 0 to <see cref="Count"/> − 1.</param>
    public string this[int number] => _decoded[number] ??= Encoding.UTF8.GetString(Utf8(number));

    /// <summary>The string of a number as UTF-8.</summary>
    /// <param name="number">The number.</param>
    /// <returns>The bytes.</returns>
    public ReadOnlySpan<byte> Utf8(int number)
    {
        (int chunk, int offset, int length) = _entries[number];
        return _chunks[chunk].AsSpan(offset, length);
    }

    /// <summary>The number of a string.</summary>
    /// <param name="text">The string.</param>
    /// <returns>Its number, or −1 when no span uses it.</returns>
    public int IndexOf(string text) => _numbers.Value.TryGetValue(text, out int number) ? number : -1;

    private Dictionary<string, int> BuildNumbers()
    {
        Dictionary<string, int> numbers = new(_entries.Length, StringComparer.Ordinal);
        for (int number = 0; number < _entries.Length; number++)
        {
            numbers.TryAdd(this[number], number);
        }

        return numbers;
    }
}
