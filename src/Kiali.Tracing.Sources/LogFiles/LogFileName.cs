using System.Text.RegularExpressions;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Sources.LogFiles;

/// <summary>Reads whose log a file is out of its path, where it is named as Kubernetes names logs.</summary>
internal static partial class LogFileName
{
    /// <summary>Reads a path.</summary>
    /// <remarks>
    /// Known are <c>/var/log/containers/POD_NAMESPACE_CONTAINER-HASH.log</c>, <c>/var/log/pods/NAMESPACE_POD_UID/CONTAINER/0.log</c>, and <c>NAMESPACE_POD_CONTAINER.log</c> as
    /// tools that collect logs name them; rotated and packed ones too. No name of Kubernetes has an underscore.
    /// </remarks>
    /// <param name="path">The file's path.</param>
    /// <returns>Namespace, pod and container as attributes; empty when the path does not say.</returns>
    public static AttributeSet Read(string path)
    {
        string[] parts = path.Replace('\\', '/').Split('/');
        string file = parts[^1];
        if (ContainerLink().Match(file) is { Success: true } link)
        {
            return Of(link);
        }

        if (parts.Length >= 3 && PodFile().IsMatch(file) && PodFolder().Match(parts[^3]) is { Success: true } folder)
        {
            return Of(folder.Groups["namespace"].Value, folder.Groups["pod"].Value, parts[^2]);
        }

        return Collected().Match(file) is { Success: true } collected ? Of(collected) : AttributeSet.Empty;
    }

    private static AttributeSet Of(Match match) => Of(match.Groups["namespace"].Value, match.Groups["pod"].Value, match.Groups["container"].Value);

    private static AttributeSet Of(string inNamespace, string pod, string container) => AttributeSet.OfTexts(
        (OpenTelemetryAttributes.NamespaceName, inNamespace), (OpenTelemetryAttributes.PodName, pod), (OpenTelemetryAttributes.ContainerName, container));

    [GeneratedRegex(@"^(?<pod>[a-z0-9.-]+)_(?<namespace>[a-z0-9-]+)_(?<container>[a-z0-9-]+)-[0-9a-f]{64}\.log(\.gz)?$", RegexOptions.NonBacktracking)]
    private static partial Regex ContainerLink();

    [GeneratedRegex(@"^(?<namespace>[a-z0-9-]+)_(?<pod>[a-z0-9.-]+)_[0-9a-f-]{32,36}$", RegexOptions.NonBacktracking)]
    private static partial Regex PodFolder();

    [GeneratedRegex(@"^[0-9]+\.log(\.[0-9-]+)?(\.gz)?$", RegexOptions.NonBacktracking)]
    private static partial Regex PodFile();

    [GeneratedRegex(@"^(?<namespace>[a-z0-9-]+)_(?<pod>[a-z0-9.-]+)_(?<container>[a-z0-9-]+)\.(log|txt)(\.gz)?$", RegexOptions.NonBacktracking)]
    private static partial Regex Collected();
}
