using System.IO.Compression;
using Kiali.Tracing.TestKit.Simulation.Output;
using Kiali.Tracing.TestKit.Simulation.Scenarios;

namespace Kiali.Tracing.TestKit;

/// <summary>The recorded incident of <c>data/samples/bookinfo-ratings-delay</c>: its files, its scenario and its known answer.</summary>
public static class SampleIncident
{
    public const string Name = "bookinfo-ratings-delay";

    private static readonly Lazy<Scenario> ReadScenario = new(() => ScenarioFile.Named(Name));

    /// <summary>Absolute path of the snapshot folder.</summary>
    public static string Folder { get; } = Repository.PathTo("data", "samples", Name);

    /// <summary>The URI by which the tool opens the snapshot.</summary>
    public static string Uri => "file:" + Folder;

    public static string Manifest => Path.Combine(Folder, SampleWriter.Snapshot);

    public static string Workloads => Path.Combine(Folder, SampleWriter.Workloads);

    public static string Traces => Path.Combine(Folder, SampleWriter.Traces);

    public static string Metrics => Path.Combine(Folder, SampleWriter.Metrics);

    public static string Logs => Path.Combine(Folder, SampleWriter.Logs);

    /// <summary>What the incident was made from.</summary>
    public static Scenario Scenario => ReadScenario.Value;

    /// <summary>What an investigation should find.</summary>
    public static ScenarioTruth Truth => Scenario.Truth;

    /// <summary>The samples, unpacked: OpenMetrics text.</summary>
    public static Stream OpenMetrics() => new GZipStream(File.OpenRead(Metrics), CompressionMode.Decompress);
}
