using System.Security.Cryptography;

namespace Kiali.Tracing.Sources.Files;

/// <summary>The SHA-256 of a file, computed beside its reading.</summary>
internal sealed class ContentDigest : IDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly Task<string?> _work;

    private ContentDigest(string path, CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _work = Task.Run(() => Compute(path, _stop.Token), CancellationToken.None);
    }

    /// <summary>Starts computing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The digest to be; null for what cannot be read twice, such as a pipe.</returns>
    public static ContentDigest? Start(string path, CancellationToken cancellationToken)
    {
        FileInfo file = new(path);
        return (file.Attributes & (FileAttributes.Device | FileAttributes.Directory)) == 0 && file.UnixFileMode >= 0 && file.Length > 0
            ? new ContentDigest(path, cancellationToken)
            : null;
    }

    /// <summary>Waits for the digest.</summary>
    /// <returns>64 lower-case hexadecimal digits; null when the file could not be read to its end.</returns>
    public string? Finish() => _work.GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private static string? Compute(string path, CancellationToken cancellationToken)
    {
        try
        {
            using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.SequentialScan);
            byte[] buffer = new byte[1 << 17];
            int read;
            while (!cancellationToken.IsCancellationRequested && (read = file.Read(buffer)) > 0)
            {
                hash.AppendData(buffer, 0, read);
            }

            return cancellationToken.IsCancellationRequested ? null : Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
