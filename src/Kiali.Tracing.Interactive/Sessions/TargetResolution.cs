using System.Collections.Immutable;
using Kiali.Tracing.Catalog;
using Kiali.Tracing.Interactive.Verbs;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Interactive.Sessions;

/// <summary>Resolves what options and focus say about when and where.</summary>
public static class TargetResolution
{
    /// <summary>The window of live sources where nobody says another.</summary>
    internal static readonly TimeSpan LiveWindow = TimeSpan.FromMinutes(10);

    /// <summary>The window of a verb: <c>--since</c>, or <c>--from</c> and <c>--to</c>, or the focus, or all that is recorded (10 minutes on live sources).</summary>
    /// <param name="session">The session.</param>
    /// <param name="arguments">The verb's arguments.</param>
    /// <returns>The window, resolved to UTC.</returns>
    /// <exception cref="VerbFailedException">A time cannot be read, or the window ends before it starts.</exception>
    public static AnalysisWindow ResolveWindow(this KialiSession session, VerbArguments arguments)
    {
        long now = session.NowUnixNano;
        string? from = arguments.Text(CommonOptions.From);
        string? to = arguments.Text(CommonOptions.To);
        if (arguments.Duration(CommonOptions.Since) is { } since)
        {
            return from is null && to is null
                ? Window(now - UnixTime.ToNanos(since), now)
                : throw VerbFailedException.Usage("--since cannot be combined with --from or --to.");
        }

        TimeRange standard = session.Focus.Window
            ?? (session.IsLive ? null : session.RecordedRange)
            ?? new TimeRange(now - UnixTime.ToNanos(LiveWindow), now);
        if (from is null && to is null)
        {
            return Window(standard.StartUnixNano, standard.EndUnixNano);
        }

        long start = from is null ? standard.StartUnixNano : ReadTime("--from", from, now);
        long end = to is null ? Math.Max(now, start) : ReadTime("--to", to, now);
        return end > start
            ? Window(start, end)
            : throw VerbFailedException.Usage($"The window is empty: it would start at {UnixTime.ToRfc3339(start)} and end at {UnixTime.ToRfc3339(end)}.");

        AnalysisWindow Window(long startUnixNano, long endUnixNano) => new(new TimeRange(startUnixNano, endUnixNano), now, session.IsLive);
    }

    /// <summary>Reads a window written <c>FROM..TO</c>.</summary>
    /// <param name="session">The session, for now.</param>
    /// <param name="option">The option's name, for errors.</param>
    /// <param name="text">The text.</param>
    /// <returns>The window.</returns>
    /// <exception cref="VerbFailedException">It cannot be read, or ends before it starts.</exception>
    public static TimeRange ReadRange(this KialiSession session, string option, string text)
    {
        string[] parts = text.Split("..", 2);
        if (parts.Length != 2)
        {
            throw VerbFailedException.Usage($"{option} takes a window FROM..TO, for instance 13:00..14:00, not \"{text}\".");
        }

        long start = ReadTime(option, parts[0], session.NowUnixNano);
        long end = ReadTime(option, parts[1], session.NowUnixNano);
        return end > start
            ? new TimeRange(start, end)
            : throw VerbFailedException.Usage($"{option} would start at {UnixTime.ToRfc3339(start)} and end at {UnixTime.ToRfc3339(end)}: it must end later.");
    }

    /// <summary>The namespace of a verb: <c>--namespace</c>, or the focus.</summary>
    /// <param name="session">The session.</param>
    /// <param name="arguments">The verb's arguments.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <param name="window">When it must have been there; null for the verb's window.</param>
    /// <returns>The namespace, checked against the catalogue if there is one; null for all.</returns>
    /// <exception cref="VerbFailedException">There is no such namespace.</exception>
    public static async Task<string?> ResolveNamespaceAsync(
        this KialiSession session, VerbArguments arguments, CancellationToken cancellationToken, TimeRange? window = null)
    {
        string? wanted = arguments.Text(CommonOptions.Namespace) ?? session.Focus.Namespace;
        TimeRange there = window ?? session.ResolveWindow(arguments).Range;
        if (wanted is null || !(await session.GetWorkloadsAsync(new CatalogQuery { Window = there, Namespaces = [wanted] }, cancellationToken).ConfigureAwait(false)).Value.IsEmpty)
        {
            return wanted;
        }

        Answer<ImmutableArray<Workload>> catalog = await session.GetWorkloadsAsync(new CatalogQuery { Window = there }, cancellationToken).ConfigureAwait(false);
        ImmutableArray<string> known =
            [.. catalog.Value.Select(workload => workload.Ref.Namespace).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (known.IsEmpty || known.Contains(wanted))
        {
            return wanted;
        }

        throw VerbFailedException.NotFound(
            $"No namespace {wanted}.", Spelling.Closest(wanted, known) is { } close ? $"did you mean {close}?" : $"there are {string.Join(", ", known)}");
    }

    /// <summary>The workload of a verb: <c>--workload</c>, or the focus.</summary>
    /// <param name="session">The session.</param>
    /// <param name="arguments">The verb's arguments.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <param name="window">When it must have been there; null for the verb's window.</param>
    /// <returns>The workload, completed from the catalogue if there is one; null when none was named.</returns>
    /// <exception cref="VerbFailedException">There is no such workload, or it is in several namespaces.</exception>
    public static async Task<WorkloadRef?> ResolveWorkloadAsync(
        this KialiSession session, VerbArguments arguments, CancellationToken cancellationToken, TimeRange? window = null)
    {
        window ??= session.ResolveWindow(arguments).Range;
        string? inNamespace = await session.ResolveNamespaceAsync(arguments, cancellationToken, window).ConfigureAwait(false);
        return (arguments.Text(CommonOptions.Workload) ?? session.Focus.Workload) is { } name
            ? await session.FindWorkloadAsync(
                name, inNamespace, arguments.Text(CommonOptions.Cluster) ?? session.Focus.Cluster, cancellationToken, window).ConfigureAwait(false)
            : null;
    }

    /// <summary>Finds a workload by name.</summary>
    /// <param name="session">The session.</param>
    /// <param name="name">Its name, alone or as <c>name.namespace</c>.</param>
    /// <param name="inNamespace">Its namespace; null when not told.</param>
    /// <param name="cluster">Its cluster; null when not told.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <param name="window">When it must have been there; null for the present.</param>
    /// <returns>The workload, as the catalogue names it; without a catalogue as the traces name it.</returns>
    /// <exception cref="VerbFailedException">There is no such workload, or it is in several namespaces.</exception>
    public static async Task<WorkloadRef> FindWorkloadAsync(
        this KialiSession session, string name, string? inNamespace, string? cluster, CancellationToken cancellationToken, TimeRange? window = null)
    {
        ImmutableArray<WorkloadRef> known = [];
        ImmutableArray<WorkloadRef> matches = [];
        foreach (ImmutableArray<string> namespaces in NamespacesToTry(session, inNamespace))
        {
            known = await session.KnownWorkloadsAsync(new CatalogQuery { Window = window, Namespaces = namespaces }, cancellationToken).ConfigureAwait(false);
            matches =
            [
                .. known.Where(workload => (workload.Name == name || workload.ToString() == name)
                    && (inNamespace is null || workload.Namespace == inNamespace)
                    && (cluster is null || workload.Cluster is null || workload.Cluster == cluster)),
            ];
            if (matches.Length == 1)
            {
                return matches[0];
            }
        }

        string where = inNamespace is null ? string.Empty : $" in namespace {inNamespace}";
        if (matches.Length > 1)
        {
            throw VerbFailedException.Usage(
                $"Several workloads are called {name}: {string.Join(", ", matches)}.", "name one with --namespace, or --cluster");
        }

        string? close = Spelling.Closest(name, known.Where(workload => inNamespace is null || workload.Namespace == inNamespace).Select(workload => workload.Name));
        throw VerbFailedException.NotFound(
            $"No workload {name}{where}.", close is null ? $"{VerbCall.Placeholder} workloads lists those there are" : $"did you mean {close}?");
    }

    /// <summary>The workloads that the catalogue has; without a catalogue, those that spans name.</summary>
    /// <param name="session">The session.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The workloads, ordered.</returns>
    public static Task<ImmutableArray<WorkloadRef>> KnownWorkloadsAsync(this KialiSession session, CancellationToken cancellationToken)
        => session.KnownWorkloadsAsync(CatalogQuery.Everything, cancellationToken);

    /// <summary>Reads a time of an option.</summary>
    /// <param name="session">The session, for now.</param>
    /// <param name="option">The option's name, for errors.</param>
    /// <param name="text">The text.</param>
    /// <returns>The time, Unix nanoseconds.</returns>
    /// <exception cref="VerbFailedException">It cannot be read.</exception>
    public static long ReadTime(this KialiSession session, string option, string text) => ReadTime(option, text, session.NowUnixNano);

    /// <summary>The workloads that the catalogue knows as waypoints.</summary>
    /// <param name="session">The session.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The waypoints, ordered; none without a catalogue, as metrics do not tell them from other workloads.</returns>
    public static async Task<ImmutableArray<WorkloadRef>> FindWaypointsAsync(this KialiSession session, CancellationToken cancellationToken)
    {
        Answer<ImmutableArray<Workload>> catalog = await session.GetWorkloadsAsync(cancellationToken).ConfigureAwait(false);
        return
        [
            .. catalog.Value.Where(workload => workload.Pods.Any(pod => pod.Containers.Any(container => container.Role == ContainerRole.Waypoint)))
                .Select(workload => workload.Ref),
        ];
    }

    private static async Task<ImmutableArray<WorkloadRef>> KnownWorkloadsAsync(this KialiSession session, CatalogQuery query, CancellationToken cancellationToken)
        => [.. (await session.GetKnownWorkloadsAsync(query, cancellationToken).ConfigureAwait(false)).Select(workload => workload.Ref)];

    // A cluster is asked for as little as may do: the namespace that was named, else the context's own before all.
    private static ImmutableArray<ImmutableArray<string>> NamespacesToTry(KialiSession session, string? inNamespace)
    {
        if (inNamespace is not null)
        {
            return [[inNamespace]];
        }

        return session.DefaultNamespace(source => source.Catalog) is { } own ? [[own], []] : [[]];
    }

    private static long ReadTime(string option, string text, long now) => TimeExpression.TryParse(text, now, out long time)
        ? time
        : throw VerbFailedException.Usage(
            $"{option}: \"{text}\" is no time.", "write 2026-11-14T14:30:00Z, Unix seconds, now-1h, or 14:30 (UTC, of now's day)");
}
