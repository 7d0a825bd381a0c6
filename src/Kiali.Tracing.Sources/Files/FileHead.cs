using System.Text;
using Kiali.Tracing.Sources.Otlp;

namespace Kiali.Tracing.Sources.Files;

/// <summary>What the first bytes of a file, unpacked, tell of its content.</summary>
internal sealed class FileHead
{
    private const int MostLines = 200;

    private readonly byte[] _bytes;
    private readonly Lazy<JsonHead?> _json;
    private readonly Lazy<OtlpProtobufShape?> _protobuf;
    private readonly Lazy<IReadOnlyList<string>> _lines;

    /// <summary>Makes it.</summary>
    /// <param name="bytes">The first bytes.</param>
    public FileHead(byte[] bytes)
    {
        _bytes = bytes;
        _json = new Lazy<JsonHead?>(() => JsonHead.Of(_bytes));
        _protobuf = new Lazy<OtlpProtobufShape?>(() => OtlpProtobufShape.Of(_bytes));
        _lines = new Lazy<IReadOnlyList<string>>(ReadLines);
    }

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The first names of JSON; null for what is none.</summary>
    public JsonHead? Json => _json.Value;

    /// <summary>What OTLP protobuf it is; null for what is none.</summary>
    public OtlpProtobufShape? Protobuf => _protobuf.Value;

    /// <summary>The first lines that are not blank; the last only when it is whole. None for binary data.</summary>
    public IReadOnlyList<string> Lines => _lines.Value;

    /// <summary>Whether bytes are there that no text has.</summary>
    public bool IsBinary => Bytes.IndexOfAnyInRange((byte)0, (byte)8) >= 0 || Bytes.IndexOfAnyInRange((byte)14, (byte)26) >= 0
        || Bytes.IndexOfAnyInRange((byte)28, (byte)31) >= 0;

    // Escape (27) colours the lines of some applications; it makes a log no binary.
    private List<string> ReadLines()
    {
        List<string> lines = [];
        if (IsBinary)
        {
            return lines;
        }

        string[] all = Encoding.UTF8.GetString(_bytes).Split('\n');
        bool lastIsWhole = all.Length == 1 || all[^1].Length == 0 || _bytes.Length < 1 << 12;
        foreach (string line in lastIsWhole ? all : all[..^1])
        {
            if (line.Trim().Length > 0)
            {
                lines.Add(line.TrimEnd('\r'));
            }

            if (lines.Count == MostLines)
            {
                break;
            }
        }

        return lines;
    }
}
