using System.Text;
using System.Text.Json;

namespace Kiali.Tracing.Tool.Jupyter.Wire;

/// <summary>Where the front end wants the kernel to listen, and the key that signs their messages.</summary>
internal sealed record ConnectionFile
{
    private const int MaximumBytes = 64 * 1024;

    public required string Transport { get; init; }

    public required string Ip { get; init; }

    public required int ShellPort { get; init; }

    public required int ControlPort { get; init; }

    public required int IoPubPort { get; init; }

    public required int StdinPort { get; init; }

    public required int HeartbeatPort { get; init; }

    /// <summary>The shared key; empty when messages are not signed.</summary>
    public required ReadOnlyMemory<byte> Key { get; init; }

    /// <summary>Reads a connection file.</summary>
    /// <exception cref="InvalidDataException">The file is missing or is not a connection file; the message says which and why.</exception>
    public static ConnectionFile Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MaximumBytes)
            {
                throw new InvalidDataException($"{path} is not a Jupyter connection file: it is larger than 64 kB.");
            }

            return Parse(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new InvalidDataException($"The connection file {path} cannot be used: {e.Message}", e);
        }
    }

    /// <summary>Parses a connection file's text.</summary>
    /// <exception cref="FormatException">The text is not a connection file; the message says why.</exception>
    public static ConnectionFile Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            JsonElement root = document.RootElement;
            string scheme = OptionalText(root, "signature_scheme", "hmac-sha256");
            string key = OptionalText(root, "key", string.Empty);
            if (key.Length > 0 && scheme != "hmac-sha256")
            {
                throw new FormatException($"signature_scheme is {scheme}; this kernel signs with hmac-sha256.");
            }

            return new ConnectionFile
            {
                Transport = OptionalText(root, "transport", "tcp"),
                Ip = OptionalText(root, "ip", "127.0.0.1"),
                ShellPort = Port(root, "shell_port"),
                ControlPort = Port(root, "control_port"),
                IoPubPort = Port(root, "iopub_port"),
                StdinPort = Port(root, "stdin_port"),
                HeartbeatPort = Port(root, "hb_port"),
                Key = Encoding.UTF8.GetBytes(key),
            };
        }
        catch (JsonException e)
        {
            throw new FormatException($"it is not JSON (line {e.LineNumber + 1}).", e);
        }
        catch (InvalidOperationException e)
        {
            throw new FormatException("it is not a JSON object of texts and numbers.", e);
        }
    }

    /// <summary>The address of a socket; for the <c>ipc</c> transport the ports are suffixes of a path.</summary>
    public string Address(int port) => Transport == "ipc" ? $"ipc://{Ip}-{port}" : $"{Transport}://{Ip}:{port}";

    private static string OptionalText(JsonElement root, string name, string absent) =>
        root.TryGetProperty(name, out JsonElement value) ? value.GetString() ?? absent : absent;

    private static int Port(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.TryGetInt32(out int port) && port is >= 0 and <= 65535
            ? port
            : throw new FormatException($"{name} is missing or is not a port.");
}
