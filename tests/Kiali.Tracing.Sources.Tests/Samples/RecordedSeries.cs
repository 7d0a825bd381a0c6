using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;

namespace Kiali.Tracing.Sources.Tests.Samples;

/// <summary>All samples of one series in the sample's file, in the file's order.</summary>
public sealed partial class RecordedSeries(string name, ImmutableSortedDictionary<string, string> labels)
{
    private readonly List<(long AtMillis, long Value)> samples = [];

    public string Name => name;

    public ImmutableSortedDictionary<string, string> Labels => labels;

    public IReadOnlyList<(long AtMillis, long Value)> Samples => samples;

    /// <summary>All labels but the bucket's bound: what a histogram's series have in common.</summary>
    public string Identity => string.Join(',', labels.Where(label => label.Key != "le").Select(label => $"{label.Key}={label.Value}"));

    public static IReadOnlyList<RecordedSeries> ReadAll(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var all = new List<RecordedSeries>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var (head, ended) = ("", false);
        while (reader.ReadLine() is { } line)
        {
            if (ended)
            {
                throw new FormatException("something follows # EOF");
            }

            ended = line == "# EOF";
            if (line.StartsWith('#'))
            {
                continue;
            }

            var brace = line.LastIndexOf('}') + 1;
            if (!line.AsSpan(0, brace).SequenceEqual(head))
            {
                head = line[..brace];
                all.Add(seen.Add(head) ? Head(head) : throw new FormatException($"series is not in one piece: {head}"));
            }

            var rest = line[(brace + 1)..].Split(' ');
            all[^1].samples.Add((
                (long)(decimal.Parse(rest[1], CultureInfo.InvariantCulture) * 1000),
                long.Parse(rest[0], CultureInfo.InvariantCulture)));
        }

        return ended ? all : throw new FormatException("no # EOF");
    }

    private static RecordedSeries Head(string head)
    {
        var labels = Label().Matches(head)
            .ToImmutableSortedDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value, StringComparer.Ordinal);
        return new RecordedSeries(head[..head.IndexOf('{', StringComparison.Ordinal)], labels);
    }

    [GeneratedRegex("([a-z_]+)=\"([^\"]*)\"")]
    private static partial Regex Label();
}
