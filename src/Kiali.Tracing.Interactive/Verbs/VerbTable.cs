using System.Collections.Immutable;

namespace Kiali.Tracing.Interactive.Verbs;

/// <summary>All verbs, in the order the help lists them. A new verb is one line here.</summary>
public static class VerbTable
{
    /// <summary>Makes the verbs. They hold no state of their own.</summary>
    /// <returns>One of each.</returns>
    public static ImmutableArray<VerbCommand> Create() =>
    [
        new ConnectCommand(),
        new UseCommand(),
        new StatusCommand(),
        new WorkloadsCommand(),
        new TracesCommand(),
        new TraceCommand(),
        new HeatmapCommand(),
        new MetricsCommand(),
        new PromqlCommand(),
        new GraphCommand(),
        new StatsCommand(),
        new SaveCommand(),
        new ReportCommand(),
        new LogsCommand(),
        new HelpCommand(),
    ];
}
