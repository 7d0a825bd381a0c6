using System.IO.Compression;
using Kiali.Tracing.Sources.Tests.Files;
using Kiali.Tracing.TestKit;

namespace Kiali.Tracing.Sources.Tests.Snapshots;

/// <summary>The recorded incident as a .zip, made once; and archives to be refused.</summary>
internal sealed class ZippedSample : IDisposable
{
    private readonly TextFiles _files = new();

    /// <summary>The sample zipped.</summary>
    /// <param name="folder">The folder within the archive, ending in a slash; empty for none.</param>
    public static ZippedSample Of(string folder)
    {
        ZippedSample sample = new();
        sample.Write(zip =>
        {
            if (folder.Length > 0)
            {
                zip.CreateEntry(folder);
            }

            foreach (string file in Directory.EnumerateFiles(SampleFolder.Original))
            {
                zip.CreateEntryFromFile(file, folder + System.IO.Path.GetFileName(file), CompressionLevel.Fastest);
            }
        });
        return sample;
    }

    /// <summary>An archive with a manifest and what a test puts beside it.</summary>
    public static ZippedSample With(Action<ZipArchive> fill)
    {
        ZippedSample sample = new();
        sample.Write(zip =>
        {
            zip.CreateEntryFromFile(System.IO.Path.Combine(SampleFolder.Original, "snapshot.json"), "snapshot.json");
            fill(zip);
        });
        return sample;
    }

    public string Path => System.IO.Path.Combine(_files.Folder, "incident.zip");

    public Task<OpenedSource> OpenAsync() => _files.OpenAsync("incident.zip");

    public void Dispose() => _files.Dispose();

    public static void Add(ZipArchive zip, string name, byte[] content)
    {
        using Stream stream = zip.CreateEntry(name).Open();
        stream.Write(content);
    }

    private void Write(Action<ZipArchive> fill)
    {
        using ZipArchive zip = new(File.Create(Path), ZipArchiveMode.Create);
        fill(zip);
    }
}
