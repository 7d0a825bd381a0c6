using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Kiali.Tracing.TestKit;
using Kiali.Tracing.TestKit.Simulation.Engine;
using Kiali.Tracing.TestKit.Simulation.Output;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Samples;

[Collection(SampleCollection.Name)]
public sealed class SampleFilesTests(SampleFixture sample)
{
    [Fact]
    public void The_committed_sample_is_what_its_scenario_makes()
    {
        foreach (var part in SampleWriter.Parts(sample.Simulation).Where(part => part.Name != SampleWriter.Snapshot))
        {
            // Another version of the compressor may write other bytes for the same content.
            var committed = File.ReadAllBytes(Path.Combine(SampleIncident.Folder, part.Name));
            Assert.True(
                ContentDigest(part.Name, part.Content) == ContentDigest(part.Name, committed),
                $"{part.Name} is not what the scenario makes: run eng/make-sample.sh");
        }
    }

    [Fact]
    public void The_same_seed_makes_the_same_bytes_and_another_seed_others()
    {
        var brief = sample.Scenario with { From = sample.Scenario.To.AddMinutes(-20), WarmUpMinutes = 1 };
        var first = Digests(brief);

        Assert.Equal(first, Digests(brief));
        Assert.NotEqual(first[SampleWriter.Traces], Digests(brief with { Seed = brief.Seed + 1 })[SampleWriter.Traces]);
    }

    [Fact]
    public void The_manifest_names_every_other_file_with_its_size_and_digest()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(SampleIncident.Manifest));
        var files = manifest.RootElement.GetProperty("files").EnumerateArray().ToDictionary(file => file.GetProperty("name").GetString()!);
        var present = Directory.GetFiles(SampleIncident.Folder).Select(path => Path.GetFileName(path))
            .Where(name => name != SampleWriter.Snapshot);

        Assert.Equal(present.Order(StringComparer.Ordinal), files.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, file) in files)
        {
            var content = File.ReadAllBytes(Path.Combine(SampleIncident.Folder, name));
            Assert.Equal(content.Length, file.GetProperty("bytes").GetInt32());
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), file.GetProperty("sha256").GetString());
        }
    }

    [Fact]
    public void The_sample_takes_at_most_six_megabytes()
    {
        Assert.InRange(Directory.GetFiles(SampleIncident.Folder).Sum(path => new FileInfo(path).Length), 1_000_000, 6_000_000);
    }

    [Fact]
    public void Every_pod_that_spans_lines_and_samples_name_is_among_the_workloads()
    {
        using var workloads = JsonDocument.Parse(File.ReadAllBytes(SampleIncident.Workloads));
        var pods = workloads.RootElement.GetProperty("workloads").EnumerateArray()
            .SelectMany(workload => workload.GetProperty("pods").EnumerateArray())
            .Select(pod => pod.GetProperty("name").GetString()!)
            .Order(StringComparer.Ordinal)
            .ToArray();

        Assert.Equal(pods, sample.Spans.Select(span => span.Pod).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(pods, sample.Lines.Select(line => line.Pod).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(pods, sample.Series.Select(one => one.Labels["pod"]).Distinct().Order(StringComparer.Ordinal));
    }

    private static Dictionary<string, string> Digests(TestKit.Simulation.Scenarios.Scenario scenario) =>
        SampleWriter.Parts(MeshSimulator.Run(scenario))
            .ToDictionary(part => part.Name, part => Convert.ToHexStringLower(SHA256.HashData(part.Content)));

    private static string ContentDigest(string name, byte[] content)
    {
        using var memory = new MemoryStream(content);
        using Stream stream = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(memory, CompressionMode.Decompress) : memory;
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
