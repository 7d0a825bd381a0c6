using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Kiali.Tracing.Analyses.LogLines;
using Kiali.Tracing.Frames;
using Kiali.Tracing.Interactive.Hosting;
using Kiali.Tracing.Interactive.Investigations;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Json;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Sources;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Interactive.Verbs;

/// <summary><c>logs</c>: application, proxy and span lines merged by time, each joined to the trace it belongs to.</summary>
public sealed class LogsCommand : VerbCommand
{
    private const int StandardTraces = 100;

    private static readonly TimeSpan PatternTimeout = TimeSpan.FromMilliseconds(250);

    private static readonly VerbOption TraceOption = new("--trace", "trace whose lines to show, in all pods that it touched; its id or the first digits of it")
    {
        ValueName = "ID",
        ValueKind = VerbValueKind.TraceId,
    };

    private static readonly VerbOption Spans = new("--spans", "add the spans of the window's newest 100 traces, and join the lines to them");

    private static readonly VerbOption ContainerOption = new("--container", "container to read; may repeat")
    {
        Alias = "-c",
        ValueName = "NAME",
        IsRepeatable = true,
        Default = "all",
    };

    private static readonly VerbOption Previous = new("--previous", "what containers wrote before they last restarted, as a cluster still keeps it") { Alias = "-p" };

    private static readonly VerbOption Show = new("--show", "show only lines that match, with the stack traces below them; spans stay") { ValueName = "REGEX" };

    private static readonly VerbOption Hide = new("--hide", "hide lines that match; spans stay") { ValueName = "REGEX" };

    private static readonly VerbOption Severity = new("--severity", "least severity; a line that does not say counts as info")
    {
        ValueName = "LEVEL",
        Default = "all",
        Choices = ["trace", "debug", "info", "warn", "error", "fatal"],
    };

    private static readonly VerbOption Origin = new("--origin", "whose lines: app, proxy, waypoint, ztunnel, span, separated by commas") { ValueName = "LIST", Default = "all" };

    private static readonly VerbOption Limit = CommonOptions.Limit("lines", LogsOptions.StandardLimit);

    /// <inheritdoc/>
    public override VerbDefinition Definition { get; } = new("logs", "Shows application, proxy and span lines merged by time, each joined to its trace.")
    {
        Options = [.. CommonOptions.Target, TraceOption, Spans, .. CommonOptions.Window, ContainerOption, Previous, Show, Hide, Severity, Origin, Limit],
        Formats = ["text", "json", "csv", "html"],
        HasFrame = true,
        Examples =
        [
            new("logs -w reviews-v3 --spans --from 14:40 --to 14:45", "a workload's lines with its spans, joined"),
            new("logs -w ratings-v1 --severity warn --since 15m", "what went wrong lately"),
            new("logs -n bookinfo --show timed|504 --hide /health --since 10m", "lines that match"),
        ],
        SeeAlso = ["trace", "traces", "spans"],
    };

    /// <inheritdoc/>
    public override async Task<VerbResult> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        LogsResult result;
        try
        {
            result = await MergeAsync(context.Session, context.Arguments, cancellationToken).ConfigureAwait(false);
        }
        catch (RegexMatchTimeoutException timeout)
        {
            throw VerbFailedException.Usage($"The pattern \"{timeout.Pattern}\" took too long on a line.", "a simpler pattern, without nested repetition or back references");
        }

        return new VerbResult(LogsView.Of(result, new LogsViewOptions { CallName = context.CallName, FrameName = context.Arguments.Text(CommonOptions.Name) ?? "logs" }))
        {
            WriteJson = output => LogsJson.Write(result, output),
            Frame = () => LogsFrame.Of(result),
            Complete = result.Complete,
            Warnings = result.Warnings,
        };
    }

    private static async Task<LogsResult> MergeAsync(KialiSession session, VerbArguments arguments, CancellationToken cancellationToken)
    {
        LogsInvestigation investigation = new(session);
        LogsOptions options = ReadOptions(arguments);
        LogScope scope = new() { Containers = arguments.Texts(ContainerOption), Previous = arguments.Has(Previous) };
        if (arguments.Text(TraceOption) is { } id)
        {
            Answer<Trace> trace = await session.GetTraceAsync(id, cancellationToken).ConfigureAwait(false);
            bool isWindowGiven = CommonOptions.Window.Any(arguments.Has);
            if (arguments.Has(CommonOptions.Workload) || arguments.Has(CommonOptions.Namespace))
            {
                scope = await ReadScopeAsync(session, arguments, scope, arguments.Has(CommonOptions.Workload), cancellationToken).ConfigureAwait(false);
            }

            return await investigation.OfTraceAsync(
                trace, isWindowGiven ? session.ResolveWindow(arguments) : null, scope, options with { Subject = SubjectOf(scope) }, cancellationToken).ConfigureAwait(false);
        }

        AnalysisWindow window = session.ResolveWindow(arguments);
        scope = await ReadScopeAsync(session, arguments, scope, true, cancellationToken).ConfigureAwait(false);
        if (scope.Workloads.IsEmpty && scope.Namespaces.IsEmpty && session.DefaultNamespace(source => source.Logs) is { } standard)
        {
            scope = scope with { Namespaces = [standard] };
            options = options with { Subject = $"namespace {standard}" };
        }

        return await investigation.OfWindowAsync(
            window, scope, arguments.Has(Spans) ? StandardTraces : null, options with { Subject = SubjectOf(scope) ?? options.Subject }, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<LogScope> ReadScopeAsync(
        KialiSession session, VerbArguments arguments, LogScope scope, bool withWorkload, CancellationToken cancellationToken)
    {
        try
        {
            if (withWorkload && await session.ResolveWorkloadAsync(arguments, cancellationToken).ConfigureAwait(false) is { } workload)
            {
                return scope with { Workloads = [workload] };
            }

            return await session.ResolveNamespaceAsync(arguments, cancellationToken).ConfigureAwait(false) is { } space
                ? scope with { Namespaces = [space] }
                : scope;
        }
        catch (VerbFailedException unknown) when (unknown.ExitCode == ExitCodes.NotFound && session.Sources.FirstOrDefault(source => source.Logs is not null) is { Catalog: null, IsLive: true })
        {
            if (TakeAtItsWord(session, arguments, scope, withWorkload) is { } taken)
            {
                return taken;
            }

            throw;
        }
    }

    // A log store keeps the lines of workloads that no catalogue knows any more: one that is named with its namespace is looked for there.
    private static LogScope? TakeAtItsWord(KialiSession session, VerbArguments arguments, LogScope scope, bool withWorkload)
    {
        string? space = arguments.Text(CommonOptions.Namespace) ?? session.Focus.Namespace;
        string? workload = withWorkload ? arguments.Text(CommonOptions.Workload) ?? session.Focus.Workload : null;
        if (space is null && workload?.LastIndexOf('.') is int dot and > 0)
        {
            (workload, space) = (workload[..dot], workload[(dot + 1)..]);
        }

        return (workload, space) switch
        {
            (not null, null) => throw VerbFailedException.NotFound($"No connected source knows the workload {workload}.", "name its namespace, too, with --namespace"),
            (not null, not null) => scope with { Workloads = [new WorkloadRef(arguments.Text(CommonOptions.Cluster) ?? session.Focus.Cluster, space, workload)] },
            (null, not null) => scope with { Namespaces = [space] },
            _ => null,
        };
    }

    private static string? SubjectOf(LogScope scope) => (scope.Workloads, scope.Previous) switch
    {
        ([var workload], false) => workload.ToString(),
        ([var workload], true) => $"{workload} before the last restart",
        (_, true) => "before the last restart",
        _ => null,
    };

    private static LogsOptions ReadOptions(VerbArguments arguments) => new()
    {
        Limit = arguments.Count(Limit, LogsOptions.StandardLimit),
        Show = ReadPattern(arguments, Show),
        Hide = ReadPattern(arguments, Hide),
        LeastSeverity = ReadSeverity(arguments),
        Origins = [.. arguments.List(Origin).Select(ReadOrigin).Distinct()],
    };

    private static Regex? ReadPattern(VerbArguments arguments, VerbOption option)
    {
        if (arguments.Text(option) is not { } pattern)
        {
            return null;
        }

        try
        {
            try
            {
                return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, PatternTimeout);
            }
            catch (NotSupportedException)
            {
                return new Regex(pattern, RegexOptions.CultureInvariant, PatternTimeout);
            }
        }
        catch (ArgumentException exception)
        {
            throw VerbFailedException.Usage($"{option.Name} takes a regular expression: {exception.Message}", @"a backslash makes a sign ordinary: \[ \( \? \.");
        }
    }

    private static LogSeverity ReadSeverity(VerbArguments arguments) => arguments.Text(Severity) switch
    {
        null => LogSeverity.Trace,
        { } word when Enum.TryParse(word, true, out LogSeverity severity) && !char.IsAsciiDigit(word[0]) => severity,
        { } other => throw VerbFailedException.Usage($"--severity takes {string.Join(", ", Severity.Choices)}, not \"{other}\"."),
    };

    private static LogOrigin ReadOrigin(string word)
    {
        ImmutableArray<LogOrigin> origins = [.. Enum.GetValues<LogOrigin>()];
        return origins.Any(origin => LogWords.Of(origin) == word)
            ? origins.First(origin => LogWords.Of(origin) == word)
            : throw VerbFailedException.Usage($"--origin takes {string.Join(", ", origins.Select(LogWords.Of))}, not \"{word}\".");
    }
}
