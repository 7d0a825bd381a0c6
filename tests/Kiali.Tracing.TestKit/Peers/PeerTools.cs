namespace Kiali.Tracing.TestKit.Peers;

/// <summary>The programs of real back ends: on PATH, or where the set-up scripts unpack Debian's packages.</summary>
public static class PeerTools
{
    /// <summary>Prometheus; null where there is none.</summary>
    public static string? Prometheus { get; } = Find("prometheus", "prometheus");

    /// <summary>Prometheus's tool; null where there is none.</summary>
    public static string? PromTool { get; } = Find("prometheus", "promtool");

    /// <summary>VictoriaMetrics; null where there is none.</summary>
    public static string? VictoriaMetrics { get; } = Find("victoria-metrics", "victoria-metrics");

    /// <summary>Whether a Prometheus can be started and filled.</summary>
    public static bool HavePrometheus => Prometheus is not null && PromTool is not null;

    /// <summary>Whether a VictoriaMetrics can be started.</summary>
    public static bool HaveVictoriaMetrics => VictoriaMetrics is not null;

    /// <summary>What a skipped test says.</summary>
    /// <param name="package">The Debian package it needs.</param>
    public static string AbsenceOf(string package)
        => $"needs the programs of Debian's package {package}, which are neither on PATH nor in {FolderOf(package)}; ./test.sh unpacks them there";

    private static string FolderOf(string package) => Repository.PathTo("artifacts", "tools", package, "usr", "bin");

    private static string? Find(string package, string name) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Append(FolderOf(package))
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);
}
