using System.Globalization;
using System.Numerics;
using Google.Protobuf;

namespace Kiali.Tracing.Sources.Tests.Reference;

/// <summary>Reads OTLP protobuf in the plainest way, to compare with: through the library's own reader, into lists of fields.</summary>
internal static class ReferenceProtobuf
{
    public static List<ReferenceSpan> Read(byte[] bytes)
    {
        List<ReferenceSpan> spans = [];
        ILookup<int, object> root = Fields(bytes);

        // Tempo's answer about one trace has the trace within it.
        bool isWrapped = root[1].OfType<byte[]>().Any(item => TryFields(item) is { } inner && inner[1].OfType<byte[]>().Any(part => TryFields(part)?[2].OfType<byte[]>().Any() == true));
        foreach (byte[] resource in isWrapped ? root[1].OfType<byte[]>().SelectMany(trace => Fields(trace)[1].OfType<byte[]>()) : root[1].OfType<byte[]>())
        {
            ReadResource(Fields(resource), spans);
        }

        return spans;
    }

    private static void ReadResource(ILookup<int, object> resource, List<ReferenceSpan> spans)
    {
        string service = resource[1].OfType<byte[]>().SelectMany(item => Attributes(Fields(item)[1])).FirstOrDefault(item => item.Key == "service.name").Value ?? string.Empty;
        foreach (byte[] span in resource[2].OfType<byte[]>().SelectMany(scope => Fields(scope)[2].OfType<byte[]>()))
        {
            ILookup<int, object> fields = Fields(span);
            long start = (long)fields[7].Cast<ulong>().LastOrDefault();
            ulong kind = fields[6].Cast<ulong>().LastOrDefault();
            ulong status = fields[15].OfType<byte[]>().SelectMany(item => Fields(item)[3]).Cast<ulong>().LastOrDefault();
            spans.Add(new ReferenceSpan
            {
                TraceId = Number(fields[1]),
                SpanId = Number(fields[2]),
                ParentId = Number(fields[4]),
                Name = fields[5].OfType<byte[]>().Select(System.Text.Encoding.UTF8.GetString).LastOrDefault(string.Empty),
                Service = service,
                Kind = kind switch { 1 => "internal", 2 => "server", 3 => "client", 4 => "producer", 5 => "consumer", _ => string.Empty },
                Start = start,
                End = Math.Max(start, (long)fields[8].Cast<ulong>().LastOrDefault()),
                Status = status switch { 1 => "ok", 2 => "error", _ => string.Empty },
                Attributes = [.. Attributes(fields[9])],
                EventCount = fields[11].Count(),
            });
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Attributes(IEnumerable<object> items)
    {
        foreach (ILookup<int, object> fields in items.OfType<byte[]>().Select(Fields))
        {
            string key = fields[1].OfType<byte[]>().Select(System.Text.Encoding.UTF8.GetString).LastOrDefault(string.Empty);
            yield return new(key, fields[2].OfType<byte[]>().Select(Text).LastOrDefault(string.Empty));
        }
    }

    private static string Text(byte[] any)
    {
        foreach (IGrouping<int, object> field in Fields(any))
        {
            object value = field.Last();
            return field.Key switch
            {
                1 => System.Text.Encoding.UTF8.GetString((byte[])value),
                2 => (ulong)value != 0 ? "true" : "false",
                3 => unchecked((long)(ulong)value).ToString(CultureInfo.InvariantCulture),
                4 => BitConverter.UInt64BitsToDouble((ulong)value).ToString("R", CultureInfo.InvariantCulture),
                7 => Convert.ToBase64String((byte[])value),
                _ => string.Join(',', Fields((byte[])value)[1].OfType<byte[]>().Select(Text)),
            };
        }

        return string.Empty;
    }

    private static BigInteger Number(IEnumerable<object> field)
        => field.OfType<byte[]>().Select(bytes => new BigInteger(bytes, isUnsigned: true, isBigEndian: true)).LastOrDefault();

    private static ILookup<int, object>? TryFields(byte[] message)
    {
        try
        {
            return Fields(message);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static ILookup<int, object> Fields(byte[] message)
    {
        CodedInputStream input = new(message);
        List<(int Field, object Value)> fields = [];
        while (input.ReadTag() is var tag and not 0)
        {
            object value = WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.Varint => input.ReadUInt64(),
                WireFormat.WireType.Fixed64 => input.ReadFixed64(),
                WireFormat.WireType.Fixed32 => (ulong)input.ReadFixed32(),
                WireFormat.WireType.LengthDelimited => input.ReadBytes().ToByteArray(),
                _ => throw new InvalidOperationException("a group"),
            };
            fields.Add((WireFormat.GetTagFieldNumber(tag), value));
        }

        return fields.ToLookup(field => field.Field, field => field.Value);
    }
}
