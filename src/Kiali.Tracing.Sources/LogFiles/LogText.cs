using System.Text;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.LogFiles;

/// <summary>Tells log text by its first lines, and whose it is by how they look.</summary>
internal static class LogText
{
    // Stack traces have lines without times between those that have one.
    private const int LinesToOneWithTime = 8;

    private const string WaypointCluster = "inbound-vip|";

    /// <summary>Whether enough of the first lines have a time of when they were written.</summary>
    /// <param name="head">The first bytes.</param>
    public static bool IsRecognized(FileHead head)
    {
        int timed = head.Lines.Count(line => LogTextLine.Read(Encoding.UTF8.GetBytes(line)).UnixNano != LogTextLine.NoTime);
        return timed > 0 && timed * LinesToOneWithTime >= head.Lines.Count && !ContentGuess.HasColumns(head.Lines);
    }

    /// <summary>What the container probably is: one whose lines are access lines is a proxy.</summary>
    /// <param name="head">The first bytes.</param>
    /// <returns>The role; the application's when nothing tells otherwise.</returns>
    public static ContainerRole RoleOf(FileHead head)
    {
        foreach (string line in head.Lines)
        {
            string body = Encoding.UTF8.GetString(LogTextLine.Read(Encoding.UTF8.GetBytes(line)).Body);
            if (body.Split('\t') is [_, _, "access", _, ..])
            {
                return ContainerRole.Ztunnel;
            }

            if (AccessLog.Parse(body) is { } access)
            {
                return access.UpstreamCluster?.StartsWith(WaypointCluster, StringComparison.Ordinal) == true ? ContainerRole.Waypoint : ContainerRole.Proxy;
            }
        }

        return ContainerRole.App;
    }
}
