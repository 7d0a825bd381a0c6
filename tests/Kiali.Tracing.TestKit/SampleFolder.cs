using System.IO.Compression;
using System.Text;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.TestKit;

/// <summary>The recorded incident of the repository, and copies of it to damage.</summary>
public sealed class SampleFolder : IDisposable
{
    public static string Original { get; } = Repository.PathTo("data", "samples", "bookinfo-ratings-delay");

    private SampleFolder(string path)
    {
        Path = path;
    }

    public string Path { get; }

    public string Uri => "file:" + Path;

    public static SampleFolder Copy()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("kiali-tracing-test-");
        foreach (string file in Directory.EnumerateFiles(Original))
        {
            File.Copy(file, System.IO.Path.Combine(folder.FullName, System.IO.Path.GetFileName(file)));
        }

        return new SampleFolder(folder.FullName);
    }

    public static IEnumerable<string> UnpackedLines(string file)
    {
        using StreamReader reader = new(new GZipStream(File.OpenRead(System.IO.Path.Combine(Original, file)), CompressionMode.Decompress), Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    public string PathTo(string file) => System.IO.Path.Combine(Path, file);

    public Task<OpenedSource> OpenAsync() => SourceRegistry.OpenAsync(Uri, new SourceOpenOptions(), CancellationToken.None);

    public static Task<OpenedSource> OpenOriginalAsync() => SourceRegistry.OpenAsync("file:" + Original, new SourceOpenOptions(), CancellationToken.None);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
