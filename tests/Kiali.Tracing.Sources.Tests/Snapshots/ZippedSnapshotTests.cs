using System.Buffers.Binary;
using System.IO.Compression;
using CsCheck;
using Kiali.Tracing.Sources.Tests.Files;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Snapshots;

public class ZippedSnapshotTests
{
    [Theory]
    [InlineData("")]
    [InlineData("incident/")]
    public async Task A_zipped_snapshot_is_the_snapshot(string folder)
    {
        using ZippedSample sample = ZippedSample.Of(folder);
        await using OpenedSource zipped = await sample.OpenAsync();
        await using OpenedSource plain = await SampleFolder.OpenOriginalAsync();
        Assert.Equal((plain.Description, plain.Sha256, plain.RecordedRange), (zipped.Description, zipped.Sha256, zipped.RecordedRange));
        Assert.Equal(plain.Capabilities.AsEnumerable(), zipped.Capabilities);
        Assert.Equal(
            (await plain.Traces!.FindTracesAsync(new TraceQuery(), CancellationToken.None)).Value.TraceIds.AsEnumerable(),
            (await zipped.Traces!.FindTracesAsync(new TraceQuery(), CancellationToken.None)).Value.TraceIds);
        Assert.False(Directory.Exists(Path.ChangeExtension(sample.Path, null)));
    }

    [Fact]
    public async Task Parts_of_one_archive_are_read_at_the_same_time()
    {
        using ZippedSample sample = ZippedSample.Of(string.Empty);
        await using OpenedSource source = await sample.OpenAsync();
        Task<Answer<TraceSet>> traces = source.Traces!.FindTracesAsync(new TraceQuery(), CancellationToken.None);
        Task<Answer<System.Collections.Immutable.ImmutableArray<Kiali.Tracing.Logs.RawLogLine>>> logs =
            source.Logs!.FindLinesAsync(new LogQuery { Window = source.RecordedRange!.Value }, CancellationToken.None);
        Assert.NotEmpty((await traces).Value.TraceIds);
        Assert.NotEmpty((await logs).Value);
    }

    public static TheoryData<string, string> Refusals() => new()
    {
        { "outside", "entry outside of its folder (../evil)" },
        { "absolute", "entry outside of its folder (/etc/evil)" },
        { "deep", "entry outside of its folder (a/b/c.json)" },
        { "backslash", "entry outside of its folder (a\\b)" },
        { "many", "more than 64 entries" },
        { "twice", "two entries of one name" },
        { "manifests", "not the only one" },
        { "ratio", "more than 500 times its size" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task An_archive_that_could_do_harm_is_refused_before_anything_of_it_is_read(string kind, string reason)
    {
        using ZippedSample sample = ZippedSample.With(zip =>
        {
            switch (kind)
            {
                case "outside":
                    ZippedSample.Add(zip, "../evil", [1]);
                    break;
                case "absolute":
                    ZippedSample.Add(zip, "/etc/evil", [1]);
                    break;
                case "deep":
                    ZippedSample.Add(zip, "a/b/c.json", [1]);
                    break;
                case "backslash":
                    ZippedSample.Add(zip, "a\\b", [1]);
                    break;
                case "many":
                    Enumerable.Range(0, 70).ToList().ForEach(index => ZippedSample.Add(zip, $"f{index}", [1]));
                    break;
                case "twice":
                    ZippedSample.Add(zip, "x", [1]);
                    ZippedSample.Add(zip, "x", [2]);
                    break;
                case "manifests":
                    ZippedSample.Add(zip, "other/snapshot.json", [1]);
                    break;
                case "ratio":
                    ZippedSample.Add(zip, "traces.otlp.jsonl.gz", new byte[32 << 20]);
                    break;
            }
        });
        SourceException refusal = await Assert.ThrowsAsync<SourceException>(sample.OpenAsync);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.StartsWith("incident.zip is refused", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archive_without_a_manifest_is_refused_with_what_it_has_and_a_packed_archive_for_being_packed()
    {
        using TextFiles files = new();
        using (ZipArchive zip = new(File.Create(Path.Combine(files.Folder, "x.zip")), ZipArchiveMode.Create))
        {
            ZippedSample.Add(zip, "trace.json", "{\"data\":[]}"u8.ToArray());
            ZippedSample.Add(zip, "inner.zip", [0x50, 0x4B, 3, 4]);
        }

        SourceException refusal = await Assert.ThrowsAsync<SourceException>(() => files.OpenAsync("x.zip"));
        Assert.Contains("a .zip archive without snapshot.json (it has trace.json, inner.zip)", refusal.Message, StringComparison.Ordinal);
        files.Write("x.zip.gz", TextFiles.Pack(await File.ReadAllBytesAsync(Path.Combine(files.Folder, "x.zip"))));
        Assert.Contains("within gzip-packed data", (await Assert.ThrowsAsync<SourceException>(() => files.OpenAsync("x.zip.gz"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Growing_twice_is_bounded_as_growing_once()
    {
        // 30 MB of blanks pack to some 30 kB, and those again to some hundred bytes: each step within 500 to 1, both together not.
        byte[] once = TextFiles.Pack([.. "{\"resourceSpans\":["u8, .. Enumerable.Repeat((byte)' ', 30_000_000), .. "]}"u8]);
        using ZippedSample sample = ZippedSample.With(zip => ZippedSample.Add(zip, "traces.otlp.jsonl.gz", once));
        string manifest = await File.ReadAllTextAsync(Path.Combine(SampleFolder.Original, "snapshot.json"));
        Assert.Contains("traces.otlp.jsonl.gz", manifest, StringComparison.Ordinal);
        await using OpenedSource source = await sample.OpenAsync();
        SourceException refusal = await Assert.ThrowsAsync<SourceException>(() => source.Traces!.FindTracesAsync(new TraceQuery(), CancellationToken.None));
        Assert.Contains("incident.zip/traces.otlp.jsonl.gz", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_that_is_longer_than_its_archive_says_is_refused()
    {
        using ZippedSample sample = ZippedSample.With(zip => ZippedSample.Add(zip, "workloads.json", [.. Enumerable.Repeat((byte)' ', 5000), .. "{}"u8]));
        byte[] bytes = await File.ReadAllBytesAsync(sample.Path);
        int header = bytes.AsSpan().LastIndexOf("PK\x01\x02"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(header + 24), 10);
        await File.WriteAllBytesAsync(sample.Path, bytes);
        await using OpenedSource source = await sample.OpenAsync();
        await Assert.ThrowsAsync<SourceException>(() => source.Catalog!.GetWorkloadsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_directory_that_claims_few_entries_and_has_many_is_refused_before_it_is_read()
    {
        using ZippedSample sample = ZippedSample.With(zip => Enumerable.Range(0, 9000).ToList().ForEach(index => zip.CreateEntry($"{index}-{new string('x', 100)}")));
        byte[] bytes = await File.ReadAllBytesAsync(sample.Path);
        int end = bytes.AsSpan().LastIndexOf("PK\x05\x06"u8);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(end + 10), 2);
        await File.WriteAllBytesAsync(sample.Path, bytes);
        Assert.Contains("more than 64 entries", (await Assert.ThrowsAsync<SourceException>(sample.OpenAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_archive_is_read_or_refused_and_never_fails_otherwise()
    {
        byte[] whole;
        using (ZippedSample sample = ZippedSample.With(zip => ZippedSample.Add(zip, "workloads.json", "{\"workloads\":[]}"u8.ToArray())))
        {
            whole = File.ReadAllBytes(sample.Path);
        }

        using TextFiles files = new();
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[0, whole.Length], Gen.Bool).Sample(
            (place, value, length, cuts) =>
            {
                byte[] bytes = [.. whole];
                bytes[place] = value;
                string name = $"{place}-{value}-{length}-{cuts}.zip";
                string path = files.Write(name, cuts ? bytes[..length] : bytes);
                try
                {
                    files.OpenAsync(name).GetAwaiter().GetResult().DisposeAsync().AsTask().GetAwaiter().GetResult();
                }
                catch (SourceException refusal)
                {
                    Assert.DoesNotContain('\n', refusal.Message);
                }

                File.Delete(path);
            },
            iter: PropertyCases.AtLeast(500));
    }
}
