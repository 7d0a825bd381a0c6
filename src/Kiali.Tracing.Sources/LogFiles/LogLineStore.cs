using System.Text;
using Kiali.Tracing.Logs;

namespace Kiali.Tracing.Sources.LogFiles;

/// <summary>Log lines as UTF-8 in a few large blocks: no object a line.</summary>
internal sealed class LogLineStore
{
    private const int BlockBytes = 1 << 20;

    private readonly List<byte[]> _blocks = [];
    private readonly List<(long UnixNano, int Origin, int Block, int Offset, int Length)> _lines = [];
    private readonly List<(AttributeSet Resource, ContainerRole? Role)> _origins = [];
    private readonly Dictionary<int, AttributeSet> _beside = [];
    private int _used = BlockBytes;

    /// <summary>How many lines there are.</summary>
    public int Count => _lines.Count;

    /// <summary>The resources that wrote lines, and what their containers are, where that is told by other things than names.</summary>
    public IReadOnlyList<(AttributeSet Resource, ContainerRole? Role)> Origins => _origins;

    /// <summary>Adds a resource.</summary>
    /// <param name="attributes">The resource.</param>
    /// <param name="role">What the container is; null where its name tells.</param>
    /// <returns>Its number.</returns>
    public int AddOrigin(AttributeSet attributes, ContainerRole? role = null)
    {
        _origins.Add((attributes, role));
        return _origins.Count - 1;
    }

    /// <summary>Replaces a resource that came after its lines.</summary>
    public void SetOrigin(int origin, AttributeSet attributes) => _origins[origin] = (attributes, _origins[origin].Role);

    /// <summary>Adds a line.</summary>
    /// <param name="unixNano">When it was received.</param>
    /// <param name="origin">The number of the resource that wrote it.</param>
    /// <param name="utf8">Its text.</param>
    /// <param name="beside">What came beside it; null for nothing.</param>
    public void Add(long unixNano, int origin, ReadOnlySpan<byte> utf8, AttributeSet? beside = null)
    {
        if (beside is { Count: > 0 })
        {
            _beside.Add(_lines.Count, beside);
        }

        if (_used + utf8.Length > (_blocks.Count == 0 ? 0 : _blocks[^1].Length))
        {
            _blocks.Add(new byte[Math.Max(BlockBytes, utf8.Length)]);
            _used = 0;
        }

        utf8.CopyTo(_blocks[^1].AsSpan(_used));
        _lines.Add((unixNano, origin, _blocks.Count - 1, _used, utf8.Length));
        _used += utf8.Length;
    }

    /// <summary>When a line was received, Unix nanoseconds.</summary>
    public long TimeOf(int line) => _lines[line].UnixNano;

    /// <summary>The number of the resource that wrote a line.</summary>
    public int OriginOf(int line) => _lines[line].Origin;

    /// <summary>What came beside a line; empty for nothing.</summary>
    public AttributeSet BesideOf(int line) => _beside.GetValueOrDefault(line, AttributeSet.Empty);

    /// <summary>A line's text, without its line end.</summary>
    public string TextOf(int line)
    {
        (_, _, int block, int offset, int length) = _lines[line];
        return Encoding.UTF8.GetString(_blocks[block].AsSpan(offset, length).TrimEnd("\r\n"u8));
    }
}
