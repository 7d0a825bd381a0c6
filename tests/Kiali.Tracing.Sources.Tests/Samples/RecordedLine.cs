using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

namespace Kiali.Tracing.Sources.Tests.Samples;

/// <summary>A log record as the sample's file has it.</summary>
public sealed record RecordedLine(string Pod, string Container, string Namespace, string Node, long TimeNanos, string Body)
{
    public static IReadOnlyList<RecordedLine> ReadAll(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var lines = new List<RecordedLine>();
        while (reader.ReadLine() is { } text)
        {
            using var document = JsonDocument.Parse(text);
            foreach (var group in document.RootElement.GetProperty("resourceLogs").EnumerateArray())
            {
                var resource = RecordedSpan.Values(group.GetProperty("resource"));
                var records = group.GetProperty("scopeLogs").EnumerateArray()
                    .SelectMany(scope => scope.GetProperty("logRecords").EnumerateArray());
                foreach (var record in records)
                {
                    lines.Add(new RecordedLine(
                        resource["k8s.pod.name"],
                        resource["k8s.container.name"],
                        resource["k8s.namespace.name"],
                        resource["k8s.node.name"],
                        long.Parse(record.GetProperty("timeUnixNano").GetString()!, CultureInfo.InvariantCulture),
                        record.GetProperty("body").GetProperty("stringValue").GetString()!));
                }
            }
        }

        return lines;
    }
}
