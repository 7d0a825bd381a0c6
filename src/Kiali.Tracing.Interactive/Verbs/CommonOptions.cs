using System.Collections.Immutable;

namespace Kiali.Tracing.Interactive.Verbs;

/// <summary>The options that mean the same in every verb that has them. Their words are kubectl's.</summary>
public static class CommonOptions
{
    /// <summary>The namespace.</summary>
    public static VerbOption Namespace { get; } = new("--namespace", "namespace to look in")
    {
        Alias = "-n",
        ValueName = "NS",
        Default = "focus, else all",
        ValueKind = VerbValueKind.Namespace,
    };

    /// <summary>The cluster.</summary>
    public static VerbOption Cluster { get; } = new("--cluster", "cluster to look in") { ValueName = "NAME", Default = "focus, else all" };

    /// <summary>The workload.</summary>
    public static VerbOption Workload { get; } = new("--workload", "workload to look at, for instance reviews-v3")
    {
        Alias = "-w",
        ValueName = "NAME",
        Default = "focus",
        ValueKind = VerbValueKind.Workload,
    };

    /// <summary>The window as a length before now.</summary>
    public static VerbOption Since { get; } = new("--since", "window: this long before now, for instance 15m")
    {
        ValueName = "DURATION",
        Default = "all that is recorded; 10m on live sources",
    };

    /// <summary>The window's start.</summary>
    public static VerbOption From { get; } = new("--from", "window's start: RFC 3339, Unix time, now-1h, or hh:mm of now's day, UTC") { ValueName = "TIME" };

    /// <summary>The window's end.</summary>
    public static VerbOption To { get; } = new("--to", "window's end, exclusive; same forms") { ValueName = "TIME", Default = "now" };

    /// <summary>The options that say when.</summary>
    public static ImmutableArray<VerbOption> Window { get; } = [Since, From, To];

    /// <summary>The options that say where.</summary>
    public static ImmutableArray<VerbOption> Target { get; } = [Workload, Namespace, Cluster];

    /// <summary>A source, in place of the session's.</summary>
    public static VerbOption Source { get; } = new("--source", "source to read, for instance file:data/samples/bookinfo-ratings-delay; may repeat")
    {
        ValueName = "URI",
        IsRepeatable = true,
        Default = "the connected ones; in a shell KIALI_TRACING_SOURCE or .kiali-tracing.yaml",
    };

    /// <summary>The workloads of services whose names do not tell them.</summary>
    public static VerbOption ServiceMap { get; } = new("--service-map", "YAML or JSON file that names the workloads of services whose spans do not")
    {
        ValueName = "FILE",
        Default = "focus, else serviceMap of .kiali-tracing.yaml",
    };

    /// <summary>The variable that receives the frame.</summary>
    public static VerbOption Name { get; } = new("--name", "C# variable that receives the frame") { ValueName = "VAR", Default = "the verb's name" };

    /// <summary>The file that receives the output.</summary>
    public static VerbOption Output { get; } = new("--output", "file to write instead of showing; - is standard output") { Alias = "-o", ValueName = "FILE" };

    /// <summary>The help.</summary>
    public static VerbOption Help { get; } = new("--help", "this help") { Alias = "-h" };

    /// <summary>How many rows.</summary>
    /// <param name="what">What is counted, for instance <c>traces</c>.</param>
    /// <param name="standard">The default.</param>
    /// <returns>The option.</returns>
    public static VerbOption Limit(string what, int standard) => new("--limit", $"at most this many {what}, the newest")
    {
        ValueName = "N",
        Default = standard.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    /// <summary>The output's format.</summary>
    /// <param name="formats">The formats there are, the default first.</param>
    /// <returns>The option.</returns>
    public static VerbOption Format(ImmutableArray<string> formats) => new("--format", "output format: " + string.Join(", ", formats))
    {
        ValueName = "FORMAT",
        Default = formats[0],
        Choices = formats,
    };
}
