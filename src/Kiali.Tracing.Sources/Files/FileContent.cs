namespace Kiali.Tracing.Sources.Files;

/// <summary>The bytes of a file: unpacked when they are gzip, without a byte order mark, with the first ones to look at.</summary>
internal sealed class FileContent : IDisposable
{
    private const int HeadBytes = 1 << 16;

    private FileContent(byte[] head, Stream stream, bool isPacked)
    {
        Head = head;
        Stream = stream;
        IsPacked = isPacked;
    }

    /// <summary>The first bytes; they come from <see cref="Stream"/> again.</summary>
    public byte[] Head { get; }

    /// <summary>All bytes.</summary>
    public Stream Stream { get; }

    /// <summary>Whether the file was gzip.</summary>
    public bool IsPacked { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="name">The file, for messages.</param>
    /// <param name="limits">How much it may grow.</param>
    /// <returns>The content, to be closed.</returns>
    /// <exception cref="SourceException">The file is missing or may not be read.</exception>
    public static FileContent Open(string path, string name, UnpackLimits limits) => Open(OpenFile(path, name), name, limits);

    /// <summary>Opens bytes that come from elsewhere than a file of their own.</summary>
    /// <param name="file">The bytes; closed with the content.</param>
    /// <param name="name">The file, for messages.</param>
    /// <param name="limits">How much it may grow.</param>
    /// <returns>The content, to be closed.</returns>
    public static FileContent Open(Stream file, string name, UnpackLimits limits)
    {
        byte[] head = ReadHead(file);
        Stream stream = new HeadedStream(head, file);
        bool packed = head.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);
        if (packed)
        {
            stream = new BoundedUnpackStream(name, stream, limits);
            head = ReadHead(stream);
            stream = new HeadedStream(head, stream);
        }

        if (head.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            stream.ReadExactly(new byte[3]);
            head = head[3..];
        }

        return new FileContent(head, stream, packed);
    }

    /// <summary>All bytes at once, for small files that are read as a whole.</summary>
    /// <param name="name">The file, for messages.</param>
    /// <param name="largest">The most bytes.</param>
    /// <returns>The bytes.</returns>
    /// <exception cref="SourceException">There are more, or the packed data is damaged.</exception>
    public byte[] ReadWhole(string name, int largest)
    {
        using MemoryStream whole = new();
        byte[] buffer = new byte[1 << 16];
        try
        {
            int read;
            while ((read = Stream.Read(buffer)) > 0)
            {
                whole.Write(buffer, 0, read);
                if (whole.Length > largest)
                {
                    throw new SourceException(name, "read", $"{name} is larger than the {largest >> 20} MiB that are read of its kind.");
                }
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw new SourceException(name, "read", $"{name} is damaged: {exception.Message}; copy it again.", false, exception);
        }

        return whole.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => Stream.Dispose();

    private static FileStream OpenFile(string path, string name)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SourceException(name, "open", $"{name} does not exist; check the path (relative ones start at the current folder).", false, exception);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException or NotSupportedException or ArgumentException)
        {
            throw new SourceException(name, "open", $"{name} cannot be opened: {exception.Message}", false, exception);
        }
    }

    // Damage shows again when the reader comes to it; here only the start is looked at.
    private static byte[] ReadHead(Stream stream)
    {
        byte[] head = new byte[HeadBytes];
        int length = 0;
        try
        {
            int read;
            while (length < head.Length && (read = stream.Read(head.AsSpan(length))) > 0)
            {
                length += read;
            }
        }
        catch (InvalidDataException)
        {
        }

        return head[..length];
    }
}
