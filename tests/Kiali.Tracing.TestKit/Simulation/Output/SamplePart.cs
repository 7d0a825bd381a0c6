using System.IO.Compression;

namespace Kiali.Tracing.TestKit.Simulation.Output;

/// <summary>One file of a sample.</summary>
/// <param name="Name">File name.</param>
/// <param name="Content">Its bytes.</param>
public sealed record SamplePart(string Name, byte[] Content)
{
    /// <summary>Collects what a writer writes, compressed when the name ends in <c>.gz</c>.</summary>
    public static SamplePart Of(string name, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(write);
        using var memory = new MemoryStream();
        if (name.EndsWith(".gz", StringComparison.Ordinal))
        {
            using var zip = new GZipStream(memory, CompressionLevel.SmallestSize, leaveOpen: true);
            write(zip);
        }
        else
        {
            write(memory);
        }

        return new SamplePart(name, memory.ToArray());
    }
}
