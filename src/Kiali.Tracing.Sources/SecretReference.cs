namespace Kiali.Tracing.Sources;

/// <summary>Where a secret is: an environment variable or a file. The secret itself is read when it is needed and never kept, printed or saved.</summary>
public sealed record SecretReference
{
    private const int LongestSecret = 1 << 16;

    private readonly bool _isFile;
    private readonly string _name;

    private SecretReference(bool isFile, string name)
    {
        _isFile = isFile;
        _name = name;
    }

    /// <summary>A secret in an environment variable.</summary>
    /// <param name="variable">The variable's name.</param>
    /// <returns>The reference.</returns>
    public static SecretReference InEnvironment(string variable) => new(isFile: false, variable);

    /// <summary>A secret in a file; white space around it does not count. The file is read at each use, so that a rotated token is the new one.</summary>
    /// <param name="path">The file's path.</param>
    /// <returns>The reference.</returns>
    public static SecretReference InFile(string path) => new(isFile: true, path);

    /// <summary>Reads <c>env:NAME</c> or <c>file:PATH</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The reference; null for any other text.</returns>
    public static SecretReference? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith("env:", StringComparison.Ordinal) && text.Length > 4 ? InEnvironment(text[4..])
            : text.StartsWith("file:", StringComparison.Ordinal) && text.Length > 5 ? InFile(text[5..])
            : null;
    }

    /// <summary>Reads the secret.</summary>
    /// <param name="sourceUri">The source it is for, for the error.</param>
    /// <returns>The secret, without white space around it.</returns>
    /// <exception cref="SourceException">There is none; the message names the place.</exception>
    public string Read(string sourceUri)
    {
        string? secret;
        try
        {
            secret = _isFile ? ReadFile() : Environment.GetEnvironmentVariable(_name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SourceException(sourceUri, "authenticate", $"{sourceUri}: the secret in {this} cannot be read; check that the file is there and may be read.", innerException: exception);
        }

        secret = secret?.Trim();
        return string.IsNullOrEmpty(secret) || secret.AsSpan().ContainsAnyInRange('\0', '\u001f')
            ? throw new SourceException(sourceUri, "authenticate", $"{sourceUri}: {this} holds no secret on one line; set it, or name another one.")
            : secret;
    }

    /// <summary>Names the place, never the secret.</summary>
    /// <returns>For instance <c>environment variable TEMPO_TOKEN</c>.</returns>
    public override string ToString() => (_isFile ? "file " : "environment variable ") + _name;

    private string ReadFile()
    {
        using StreamReader reader = new(_name);
        char[] buffer = new char[LongestSecret];
        return new string(buffer, 0, reader.ReadBlock(buffer, 0, buffer.Length));
    }
}
