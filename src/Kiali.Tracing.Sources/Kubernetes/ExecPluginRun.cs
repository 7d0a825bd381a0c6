using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Kiali.Tracing.Sources.Pipeline;

namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>Runs a credential plugin as kubectl does. What it writes may hold tokens: it is read, and never shown.</summary>
/// <remarks>Protocol: client.authentication.k8s.io, v1 and v1beta1: <c>KUBERNETES_EXEC_INFO</c> tells the plugin what is wanted, its output is an ExecCredential.</remarks>
/// <param name="sourceUri">The source it is for, for errors.</param>
/// <param name="connection">The connection whose user has the plugin.</param>
/// <param name="timeout">How long it may take.</param>
/// <param name="clock">Measures that.</param>
internal sealed class ExecPluginRun(string sourceUri, KubeConnection connection, TimeSpan timeout, TimeProvider clock)
{
    private const string Operation = "authenticate";
    private const string Kind = "ExecCredential";
    private const string TaskVariable = "KUBERNETES_EXEC_INFO";
    private const int LargestOutput = 1 << 20;

    private readonly ExecPlugin _plugin = connection.User.Plugin!;

    /// <summary>Runs the plugin.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The credential.</returns>
    /// <exception cref="SourceException">The plugin is not there, fails, takes too long, or gives no credential.</exception>
    public async Task<ExecCredential> RunAsync(CancellationToken cancellationToken)
    {
        if (_plugin.Command.Length == 0 || _plugin.ApiVersion.Length == 0)
        {
            throw Failure("names no command or no apiVersion", "see kubectl config view");
        }

        if (_plugin.NeedsTerminal)
        {
            throw Failure("must be able to ask for something (interactiveMode: Always), and here is no terminal for it", "use another context, or a token");
        }

        using Process process = new() { StartInfo = Start() };
        try
        {
            process.Start();
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException or IOException)
        {
            string hint = _plugin.InstallHint is { } text ? $" ({SourceFailure.OneLine(text)})" : string.Empty;
            throw Failure("cannot be started", $"install it{hint}, or check PATH");
        }

        using CancellationTokenSource late = new(timeout, clock);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            byte[] output = await TalkAsync(process, stop.Token).ConfigureAwait(false);
            return process.ExitCode == 0
                ? Read(output)
                : throw Failure(
                    string.Create(CultureInfo.InvariantCulture, $"ended with status {process.ExitCode}"),
                    $"log in again; kubectl --context {connection.Context} get pods shows what it says");
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Failure(string.Create(CultureInfo.InvariantCulture, $"gave nothing within {timeout.TotalSeconds:0.###} s"), "it may wait for a login: log in with kubectl first");
        }
        finally
        {
            Kill(process);
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            // It ended in the meantime.
        }
    }

    private ProcessStartInfo Start()
    {
        ProcessStartInfo start = new(_plugin.Command)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in _plugin.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[TaskVariable] = Task();
        foreach ((string name, string value) in _plugin.Variables)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private string Task()
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text))
        {
            json.WriteStartObject();
            json.WriteString("apiVersion", _plugin.ApiVersion);
            json.WriteString("kind", Kind);
            json.WriteStartObject("spec");
            if (_plugin.ProvideClusterInfo)
            {
                WriteCluster(json, connection.Cluster);
            }

            json.WriteBoolean("interactive", false);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }

    private static void WriteCluster(Utf8JsonWriter json, KubeCluster cluster)
    {
        json.WriteStartObject("cluster");
        json.WriteString("server", cluster.Server);
        if (cluster.TlsServerName is { } name)
        {
            json.WriteString("tls-server-name", name);
        }

        if (cluster.InsecureSkipTlsVerify)
        {
            json.WriteBoolean("insecure-skip-tls-verify", true);
        }

        string? authority = cluster.AuthorityData ?? (cluster.AuthorityFile is { } file && File.Exists(file) ? Convert.ToBase64String(File.ReadAllBytes(file)) : null);
        if (authority is not null)
        {
            json.WriteString("certificate-authority-data", authority);
        }

        if (cluster.ProxyUrl is { } proxy)
        {
            json.WriteString("proxy-url", proxy);
        }

        json.WriteNull("config");
        json.WriteEndObject();
    }

    private static async Task<byte[]> TalkAsync(Process process, CancellationToken cancellationToken)
    {
        process.StandardInput.Close();
        Task<byte[]> output = DrainAsync(process.StandardOutput.BaseStream, LargestOutput, cancellationToken);
        Task<byte[]> messages = DrainAsync(process.StandardError.BaseStream, 0, cancellationToken);
        await System.Threading.Tasks.Task.WhenAll(output, messages, process.WaitForExitAsync(cancellationToken)).ConfigureAwait(false);
        return await output.ConfigureAwait(false);
    }

    // All is read, so that the plugin does not wait for a reader; the first part is kept.
    private static async Task<byte[]> DrainAsync(Stream stream, int kept, CancellationToken cancellationToken)
    {
        using MemoryStream all = new();
        byte[] buffer = new byte[1 << 14];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            all.Write(buffer, 0, Math.Min(read, kept - (int)all.Length));
        }

        return all.ToArray();
    }

    private ExecCredential Read(byte[] output)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(output);
            JsonElement root = document.RootElement;
            if (Text(root, "kind") != Kind || Text(root, "apiVersion") != _plugin.ApiVersion)
            {
                throw Failure($"gave something else than an {Kind} of {SourceFailure.OneLine(_plugin.ApiVersion)}", "check apiVersion in the kubeconfig, and the plugin's version");
            }

            JsonElement status = root.TryGetProperty("status", out JsonElement given) && given.ValueKind == JsonValueKind.Object ? given : default;
            string? token = status.ValueKind == JsonValueKind.Object ? Text(status, "token") : null;
            X509Certificate2? certificate = status.ValueKind == JsonValueKind.Object && Text(status, "clientCertificateData") is { } pem && Text(status, "clientKeyData") is { } key
                ? CertificateOf(pem, key)
                : null;
            if (token is null && certificate is null)
            {
                throw Failure("gave neither a token nor a certificate", "log in again");
            }

            DateTimeOffset? expires = UnixTime.TryParseRfc3339(Text(status, "expirationTimestamp"), out long end) ? UnixTime.ToDateTimeOffset(end) : null;
            return new ExecCredential(token, certificate, expires);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw Failure("gave something else than JSON", "check the plugin's version");
        }
    }

    private X509Certificate2 CertificateOf(string certificate, string key)
    {
        try
        {
            using X509Certificate2 pem = X509Certificate2.CreateFromPem(certificate, key);
            return Transport.ForTls(pem);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw Failure("gave a certificate that cannot be read", "check the plugin's version");
        }
    }

    private static string? Text(JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : null;

    private SourceException Failure(string what, string next)
        => new(sourceUri, Operation, $"{sourceUri}: {Operation}: the credential plugin {_plugin.Name} of the kubeconfig {what}; {next}.");
}
