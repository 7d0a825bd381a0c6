using System.Collections.Immutable;
using Kiali.Tracing.Interactive.Grammar;
using Kiali.Tracing.Interactive.Hosting;
using Kiali.Tracing.Interactive.ServiceMaps;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Interactive.Verbs;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Interactive.Running;

/// <summary>Runs verbs for a host: reads the line, runs the command, shows the result in the form asked for, and turns every failure into one clear line.</summary>
public sealed class VerbRunner : IVerbRunner
{
    private const string FocusVerb = "use";
    private static readonly ImmutableArray<string> AccessWarnings = ["insecure", "access-ignored"];

    private readonly ImmutableArray<VerbCommand> _commands;
    private readonly ImmutableArray<VerbDefinition> _verbs;
    private readonly KialiSession _session;
    private readonly HostKind _host;
    private readonly Func<ImmutableArray<ConnectionRequest>> _defaultSources;
    private readonly Func<string?>? _defaultServiceMap;
    private readonly VerbCompleter _completer;
    private bool _hasDefaults;

    /// <summary>Makes a runner.</summary>
    /// <param name="commands">The verbs, from <see cref="VerbTable"/>.</param>
    /// <param name="session">The session that verbs share.</param>
    /// <param name="host">Where they run.</param>
    /// <param name="defaultSources">The sources to open when none is connected and none is named; asked when needed.</param>
    /// <param name="defaultServiceMap">The file of the service map to use from the first verb on when none is named; null for none.</param>
    public VerbRunner(
        ImmutableArray<VerbCommand> commands,
        KialiSession session,
        HostKind host,
        Func<ImmutableArray<ConnectionRequest>> defaultSources,
        Func<string?>? defaultServiceMap = null)
    {
        _commands = commands;
        _verbs = [.. commands.Select(command => command.Definition)];
        _session = session;
        _host = host;
        _defaultSources = defaultSources;
        _defaultServiceMap = defaultServiceMap;
        _completer = new VerbCompleter(_verbs, session, host);
    }

    /// <inheritdoc/>
    public Task<VerbOutcome> RunAsync(string commandLine, IVerbOutput output, CancellationToken cancellationToken)
        => RunAsync(VerbGrammar.Split(commandLine), output, cancellationToken);

    /// <summary>Runs one verb whose line is already in words, as a shell gives it.</summary>
    /// <param name="words">The verb and what follows.</param>
    /// <param name="output">Where results, progress and messages go.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>How it ended.</returns>
    public async Task<VerbOutcome> RunAsync(ImmutableArray<string> words, IVerbOutput output, CancellationToken cancellationToken)
    {
        try
        {
            return await RunCheckedAsync(words, output, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Fail(output, ExitCodes.Interrupted, "Interrupted; what was shown before stays.", null);
        }
        catch (VerbFailedException failure)
        {
            return Fail(output, failure.ExitCode, failure.Message, failure.Next);
        }
        catch (SourceException failure)
        {
            return Fail(output, ExitCodes.SourceFailed, failure.Message, null);
        }
        catch (ArgumentException failure)
        {
            return Fail(output, ExitCodes.Usage, failure.Message, null);
        }
#pragma warning disable CA1031 // Whatever went wrong, a cell gets one line and the kernel lives on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return Fail(
                output, ExitCodes.InternalError, $"Internal error: {failure.GetType().Name}: {failure.Message}", "please report it with the command line and the input");
        }
    }

    /// <inheritdoc/>
    public Task<VerbCompletions> CompleteAsync(string commandLine, int cursor, CancellationToken cancellationToken)
        => _completer.CompleteAsync(commandLine, cursor, cancellationToken);

    /// <inheritdoc/>
    public RenderedOutput? Describe(string commandLine, int cursor) => _completer.Describe(commandLine, cursor);

    private async Task<VerbOutcome> RunCheckedAsync(ImmutableArray<string> words, IVerbOutput output, CancellationToken cancellationToken)
    {
        if (words.IsEmpty || words[0] is "--help" or "-h" or "?")
        {
            words = ["help", .. words.Skip(1)];
        }

        VerbDefinition verb = VerbGrammar.FindVerb(_verbs, words[0]);
        VerbArguments arguments = VerbGrammar.Parse(verb, words[1..]);
        if (arguments.Has(CommonOptions.Help))
        {
            output.Show(ViewOutput.Of(VerbHelp.Of(verb, _host)));
            return VerbOutcome.Success;
        }

        if (verb.OnlyIn is { } host && host != _host)
        {
            throw VerbFailedException.Usage(
                $"{verb.Name} works in a {(host == HostKind.Notebook ? "notebook" : "shell")} only.",
                host == HostKind.Notebook ? "a shell has no session: give each command --source URI, or set KIALI_TRACING_SOURCE" : null);
        }

        ResultWriter writer = ResultWriter.For(verb, arguments, _host);
        ImmutableArray<ConnectionRequest> named =
            [.. arguments.Texts(CommonOptions.Source).Select(uri => AccessOptions.Apply(new ConnectionRequest(uri), arguments))];
        if (named.IsEmpty && _session.Sources.IsEmpty && verb.Name is not ("help" or "connect"))
        {
            foreach (ConnectionRequest request in _defaultSources())
            {
                await _session.ConnectAsync(AccessOptions.Apply(request, arguments), cancellationToken).ConfigureAwait(false);
            }
        }

        UseDefaultServiceMap(verb);
        KialiSession session = named.IsEmpty
            ? _session
            : await _session.WithSourcesAsync(named, cancellationToken).ConfigureAwait(false);
        try
        {
            VerbCommand command = _commands.First(command => command.Definition.Name == verb.Name);
            OutputProgress progress = new(output);
            session.Progress.Attach(progress);
            await using KialiSession? mapped = verb.Name != FocusVerb && arguments.Text(CommonOptions.ServiceMap) is { } file
                ? session.WithServiceMap(ServiceMapFile.Read(file))
                : null;
            VerbContext context = new(mapped ?? session, arguments, _host, progress, _verbs);
            VerbResult result = await command.RunAsync(context, cancellationToken).ConfigureAwait(false);
            WarnOfInsecureSources(session, output);
            ImmutableSortedDictionary<string, object> variables = await writer.WriteAsync(result, output, cancellationToken).ConfigureAwait(false);
            return new VerbOutcome(result.Complete ? result.ExitCode : ExitCodes.Strongest(result.ExitCode, ExitCodes.Incomplete), variables);
        }
        finally
        {
            session.Progress.Attach(null);
            if (session != _session)
            {
                await session.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    // A source that has its own way to its back end says itself what it does with the access it was given.
    private static void WarnOfInsecureSources(KialiSession session, IVerbOutput output)
    {
        foreach (Connection connection in session.Connections)
        {
            ImmutableArray<Warning> own = [.. connection.Source.Warnings.Where(warning => AccessWarnings.Contains(warning.Code))];
            if (own.IsEmpty && connection.Request.Access.InsecureSkipTlsVerify)
            {
                own =
                [
                    new Warning(
                        "insecure",
                        $"{connection.Source.Uri}: certificates are not verified (--insecure-skip-tls-verify): whoever is in between can read and change what is shown."),
                ];
            }

            foreach (Warning warning in own)
            {
                output.ShowMessage(ViewOutput.Warning(warning));
            }
        }
    }

    // Once: what the focus forgets afterwards stays forgotten.
    private void UseDefaultServiceMap(VerbDefinition verb)
    {
        if (verb.MapsSpans && !_hasDefaults && _defaultServiceMap?.Invoke() is { } file)
        {
            _session.Use(_session.Focus with { ServiceMap = _session.Focus.ServiceMap ?? ServiceMapFile.Read(file) });
        }

        _hasDefaults |= verb.MapsSpans;
    }

    private VerbOutcome Fail(IVerbOutput output, int exitCode, string message, string? next)
    {
        string line = OneLine(message);
        string? advice = next is null ? null : OneLine(next).Replace(VerbCall.Placeholder, VerbCall.NameIn(_host), StringComparison.Ordinal);
        output.ShowMessage(ViewOutput.Error(line, advice));
        return new VerbOutcome(
            exitCode, ImmutableSortedDictionary<string, object>.Empty, ViewOutput.WithAdvice(line, advice));
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();

    private sealed class OutputProgress(IVerbOutput output) : IProgress<ProgressReport>
    {
        public void Report(ProgressReport value) => output.ShowProgress(ViewOutput.Progress(value));
    }
}
