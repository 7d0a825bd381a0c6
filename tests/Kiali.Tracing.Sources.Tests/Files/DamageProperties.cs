using System.Text;
using CsCheck;
using Kiali.Tracing.Sources.Files;
using Kiali.Tracing.Sources.Tests.KialiGraphs;
using Kiali.Tracing.Sources.Tests.Writers;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Files;

/// <summary>Files of every format, cut and with bits flipped: each opens, or is refused in one line, within bounded memory.</summary>
public class DamageProperties
{
    // What reading holds at once, whatever the file: buffers, tables, numbers of columns.
    private const long FreeBytes = 64L << 20;
    private const long BytesOfOneByte = 600;

    private static readonly byte[][] Generated = [.. Own()];

    [Fact]
    public void Generated_files_of_every_format_open_or_are_refused_however_they_are_damaged()
        => Damage.Array[1, 5].Sample(
            damages =>
            {
                foreach (byte[] file in Generated)
                {
                    Check(Apply(file, damages));
                }
            },
            iter: PropertyCases.AtLeast(500),
            threads: 1);

    [SharedDataFact]
    public void Real_files_open_or_are_refused_however_they_are_damaged()
    {
        // Every file of up to 64 kB; of larger ones the first 64 kB are damage enough.
        byte[][] files = [.. Directory.EnumerateFiles(SharedData.Root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Head)];
        Gen.Select(Gen.Int[0, files.Length - 1], Damage.Array[0, 5]).Sample(
            (file, damages) => Check(Apply(files[file], damages)),
            iter: PropertyCases.AtLeast(1000),
            threads: 1);
    }

    private static Gen<(double Place, int Bit)> Damage => Gen.Select(Gen.Double[0, 1], Gen.Int[-1, 7]);

    private static byte[] Head(string path)
    {
        using FileStream file = File.OpenRead(path);
        byte[] head = new byte[Math.Min(file.Length, 1 << 16)];
        file.ReadExactly(head);
        return head;
    }

    private static byte[] Apply(byte[] file, (double Place, int Bit)[] damages)
    {
        byte[] bytes = [.. file];
        foreach ((double place, int bit) in damages)
        {
            int at = (int)(bytes.Length * place);
            if (bit < 0)
            {
                bytes = bytes[..at];
            }
            else if (bytes.Length > 0)
            {
                bytes[Math.Min(at, bytes.Length - 1)] ^= (byte)(1 << bit);
            }
        }

        return bytes;
    }

    // As FileOpener does, on this thread, so that what it allocates can be told.
    private static void Check(byte[] bytes)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            using FileContent content = FileContent.Open(new MemoryStream(bytes), "damaged", UnpackLimits.Default);
            FileHead head = new(content.Head);
            FileFormat? format = FileFormats.All.FirstOrDefault(known => known.IsRecognized(head));
            if (format is null)
            {
                Assert.NotEmpty(ContentGuess.Of(head));
                return;
            }

            OpenedSource opened = format.Open(new FileReading("file:damaged", "/nonexistent/damaged", "damaged", content, head, CancellationToken.None));
            foreach (Trace trace in opened.Traces?.FindTracesAsync(new TraceQuery(), CancellationToken.None).GetAwaiter().GetResult().Value.Traces ?? [])
            {
                Assert.All(trace.Spans, span => Assert.InRange(trace.SelfTimeNanosOf(span), 0, span.DurationNanos));
            }
        }
        catch (SourceException refusal)
        {
            Assert.DoesNotContain('\n', refusal.Message);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, FreeBytes + (BytesOfOneByte * bytes.Length));
    }

    private static IEnumerable<byte[]> Own()
    {
        Seeded dice = new(11);
        yield return Encoding.UTF8.GetBytes(new OtlpWriter(dice).Write(ContractSpans.All));
        yield return Encoding.UTF8.GetBytes(new JaegerWriter(dice).Write(ContractSpans.All));
        yield return Encoding.UTF8.GetBytes(new ZipkinWriter(dice).Write(ContractSpans.All));
        yield return new OtlpProtobufWriter(dice).WriteMessage(ContractSpans.All);
        yield return new OtlpProtobufWriter(dice).WriteSequence(ContractSpans.All);
        yield return TextFiles.Pack(new OtlpProtobufWriter(dice).WriteMessage(ContractSpans.All));
        yield return Encoding.UTF8.GetBytes(SmallGraph.Json);
        yield return "{\"resourceLogs\":[{\"resource\":{\"attributes\":[]},\"scopeLogs\":[{\"logRecords\":[{\"timeUnixNano\":\"5\",\"body\":{\"stringValue\":\"a\"}}]}]}]}"u8.ToArray();
        yield return "2026-11-14T14:00:01.1Z stdout P one \n2026-11-14T14:00:01.4Z stdout F two\n\tat frame\n{\"log\":\"a\\n\",\"time\":\"2026-11-14T14:00:02Z\"}\n"u8.ToArray();
        yield return "# TYPE a counter\na_total{b=\"c\"} 1 1700000000\na_total{b=\"c\"} 2 1700000015\n# EOF\n"u8.ToArray();
    }
}
