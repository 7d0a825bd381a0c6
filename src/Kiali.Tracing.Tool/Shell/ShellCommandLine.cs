using System.Collections.Immutable;
using Kiali.Tracing.Interactive.Hosting;
using Kiali.Tracing.Interactive.Running;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Interactive.Verbs;

namespace Kiali.Tracing.Tool.Shell;

/// <summary>Runs one verb of the command line.</summary>
internal static class ShellCommandLine
{
    /// <summary>Runs the verb that the words name, on the process's own streams; Ctrl-C stops it.</summary>
    /// <param name="words">The command line's words.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] words)
    {
        using CancellationTokenSource stop = new();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        await using StreamWriter output = new(Console.OpenStandardOutput(), new System.Text.UTF8Encoding(false), 1 << 16);
        return await RunAsync([.. words], output, Console.Error, stop.Token).ConfigureAwait(false);
    }

    /// <summary>Runs the verb that the words name.</summary>
    /// <param name="words">The command line's words.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(ImmutableArray<string> words, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (words is ["--version"])
        {
            await output.WriteLineAsync(ProductVersion.Text.AsMemory(), cancellationToken).ConfigureAwait(false);
            return ExitCodes.Success;
        }

        await using KialiSession session = new(SessionSources.OpenAsync, TimeProvider.System);
        VerbRunner runner = new(
            VerbTable.Create(),
            session,
            HostKind.Shell,
            () => ShellSources.Find(Environment.CurrentDirectory, Environment.GetEnvironmentVariable),
            () => ShellSources.FindServiceMap(Environment.CurrentDirectory));
        ShellOutput shell = new(output, error, showsProgress: !Console.IsErrorRedirected);
        VerbOutcome outcome = await runner.RunAsync(words, shell, cancellationToken).ConfigureAwait(false);
        return outcome.ExitCode;
    }
}
