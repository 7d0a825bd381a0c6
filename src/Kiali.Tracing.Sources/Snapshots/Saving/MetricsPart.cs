using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Sources.Snapshots.Saving;

/// <summary>Writes samples as OpenMetrics text: family by family, in it series by series, in it by time, as <c>promtool tsdb create-blocks-from openmetrics</c> reads it.</summary>
internal sealed class MetricsPart : IDisposable
{
    private const string TotalSuffix = "_total";
    private const string BucketSuffix = "_bucket";

    private readonly StreamWriter _writer;
    private string? _family;

    /// <summary>Makes the writer.</summary>
    /// <param name="target">Where to; it stays open.</param>
    public MetricsPart(Stream target) => _writer = new StreamWriter(target, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };

    /// <summary>How many samples were written.</summary>
    public long Samples { get; private set; }

    /// <summary>How many series were written.</summary>
    public long Series { get; private set; }

    /// <summary>Writes the series of one metric. Metrics of one family follow each other, a histogram's buckets first.</summary>
    /// <param name="name">The metric's name, suffix included.</param>
    /// <param name="series">Its series.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public void Write(string name, ImmutableArray<RawSeries> series, CancellationToken cancellationToken)
    {
        if (series.IsEmpty)
        {
            return;
        }

        StartFamily(name);
        foreach (RawSeries one in series)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string head = name + Escaped(one.Labels);
            for (int index = 0; index < one.UnixMillis.Length; index++)
            {
                _writer.Write(head);
                _writer.Write(' ');
                _writer.Write(NumberOf(one.Values[index]));
                _writer.Write(' ');
                _writer.Write((one.UnixMillis[index] / 1000m).ToString("0.000", CultureInfo.InvariantCulture));
                _writer.Write('\n');
            }

            Series++;
            Samples += one.UnixMillis.Length;
        }
    }

    /// <summary>Writes the end mark.</summary>
    public void Finish() => _writer.WriteLine("# EOF");

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    // What has sums and counts but no buckets is a summary: a histogram must have at least one bucket.
    private void StartFamily(string name)
    {
        (string family, string type) = name.EndsWith(TotalSuffix, StringComparison.Ordinal) ? (name[..^TotalSuffix.Length], "counter")
            : name.EndsWith(BucketSuffix, StringComparison.Ordinal) ? (name[..^BucketSuffix.Length], "histogram")
            : (name[..name.LastIndexOf('_')], "summary");
        if (family != _family)
        {
            _family = family;
            _writer.WriteLine($"# TYPE {family} {type}");
        }
    }

    private static string NumberOf(double value) => double.IsNaN(value) ? "NaN"
        : double.IsInfinity(value) ? (value > 0 ? "+Inf" : "-Inf")
        : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Escaped(LabelSet labels)
    {
        StringBuilder text = new("{");
        foreach (Label label in labels)
        {
            text.Append(text.Length == 1 ? string.Empty : ",").Append(label.Name).Append("=\"");
            foreach (char symbol in label.Value)
            {
                text.Append(symbol switch
                {
                    '\\' => "\\\\",
                    '"' => "\\\"",
                    '\n' => "\\n",
                    _ => symbol.ToString(),
                });
            }

            text.Append('"');
        }

        return text.Append('}').ToString();
    }
}
