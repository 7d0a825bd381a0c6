using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Kiali.Tracing.TestKit.Peers;

/// <summary>The process of a real back end on loopback, with a folder of its own; both end with the test.</summary>
internal sealed class PeerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private PeerProcess(Process process, DirectoryInfo folder, Uri address)
    {
        _process = process;
        _folder = folder;
        Client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };
    }

    /// <summary>Asks it, below its address.</summary>
    public HttpClient Client { get; }

    /// <summary>Makes a folder for a back end's data.</summary>
    public static DirectoryInfo CreateFolder() => Directory.CreateTempSubdirectory("kiali-tracing-peer-");

    /// <summary>Starts a back end and waits until it is ready.</summary>
    /// <param name="file">The program.</param>
    /// <param name="folder">Its folder, which is deleted with it.</param>
    /// <param name="readyPath">The path that answers 200 when it is ready.</param>
    /// <param name="arguments">Its arguments, for the host and port it listens on.</param>
    public static async Task<PeerProcess> StartAsync(string file, DirectoryInfo folder, string readyPath, Func<string, string[]> arguments)
    {
        string authority = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{FreePort()}");
        PeerProcess peer = new(Start(file, arguments(authority)), folder, new Uri($"http://{authority}/"));
        try
        {
            await peer.WaitUntilReadyAsync(readyPath);
            return peer;
        }
        catch
        {
            await peer.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a tool to its end.</summary>
    /// <param name="file">The tool.</param>
    /// <param name="arguments">Its arguments.</param>
    public static async Task RunAsync(string file, params string[] arguments)
    {
        using Process process = Start(file, arguments);
        string errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{Path.GetFileName(file)} failed: {errors}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Client.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task WaitUntilReadyAsync(string readyPath)
    {
        Stopwatch waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using HttpResponseMessage response = await Client.GetAsync(new Uri(readyPath, UriKind.Relative));
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                // It does not listen yet.
            }

            if (_process.HasExited || waited.Elapsed > Deadline)
            {
                throw new InvalidOperationException($"{_process.StartInfo.FileName} was not ready after {waited.Elapsed.TotalSeconds:0} s.");
            }

            await Task.Delay(20);
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Process Start(string file, params string[] arguments)
    {
        ProcessStartInfo start = new(file) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }
}
