namespace Kiali.Tracing.Columns;

/// <summary>One growing column.</summary>
internal struct ColumnWriter<T>
{
    private T[] _items;

    public int Count { get; private set; }

    public ref T this[int index] => ref _items[index];

    public void Add(T item)
    {
        _items ??= new T[64];
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Count * 2);
        }

        _items[Count++] = item;
    }

    public void RemoveLast() => Count--;

    public void Clear() => Count = 0;

    public readonly ReadOnlySpan<T> AsSpan() => _items is null ? [] : _items.AsSpan(0, Count);

    public readonly T[] ToArray() => AsSpan().ToArray();
}
