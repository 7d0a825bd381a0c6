using System.IO.Compression;
using System.Text;

namespace Kiali.Tracing.Sources.Tests.Files;

/// <summary>Files of a test, in a folder that goes with it.</summary>
internal sealed class TextFiles : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kiali-tracing-test-");

    public string Folder => _folder.FullName;

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public static byte[] Pack(byte[] bytes)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.SmallestSize))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    public Task<OpenedSource> OpenAsync(string name)
        => SourceRegistry.OpenAsync("file:" + name, new SourceOpenOptions { WorkingDirectory = Folder }, CancellationToken.None);

    public async Task<OpenedSource> OpenTextAsync(string text)
    {
        Write("input", text);
        return await OpenAsync("input");
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
