namespace Kiali.Tracing.Sources.Files;

/// <summary>A kind of file that can be read.</summary>
/// <param name="Name">Its name, for people.</param>
/// <param name="IsRecognized">Whether the first bytes are of this kind.</param>
/// <param name="Open">Reads the file.</param>
internal sealed record FileFormat(string Name, Func<FileHead, bool> IsRecognized, Func<FileReading, OpenedSource> Open);
