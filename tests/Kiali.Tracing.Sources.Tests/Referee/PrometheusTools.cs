using Kiali.Tracing.TestKit;

namespace Kiali.Tracing.Sources.Tests.Referee;

/// <summary>The real Prometheus and its tool: on PATH, or where the set-up scripts unpack Debian's package.</summary>
internal static class PrometheusTools
{
    private static readonly string Unpacked = Repository.PathTo("artifacts", "tools", "prometheus", "usr", "bin");

    public static string? Server { get; } = Find("prometheus");

    public static string? Tool { get; } = Find("promtool");

    public static bool Exist => Server is not null && Tool is not null;

    public static string AbsenceMessage => $"needs prometheus and promtool, which are neither on PATH nor in {Unpacked}; ./test.sh unpacks them there";

    private static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Append(Unpacked)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);
}
