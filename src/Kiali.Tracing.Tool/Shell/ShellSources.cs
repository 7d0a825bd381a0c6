using System.Collections.Immutable;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Interactive.Verbs;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Kiali.Tracing.Tool.Shell;

/// <summary>What a shell uses that was not named on the command line: sources from the environment, else from a file of the current folder, which names the service map too.</summary>
internal static class ShellSources
{
    /// <summary>The environment variable: URIs separated by <c>;</c>.</summary>
    public const string Variable = "KIALI_TRACING_SOURCE";

    /// <summary>The file: <c>sources:</c> and a list of URIs, or of mappings with <c>uri</c> and the access options of <see cref="AccessOptions"/>;
    /// <c>serviceMap:</c> and the path of a service map.</summary>
    public const string FileName = ".kiali-tracing.yaml";

    private const long LargestFile = 1 << 20;
    private const string SourcesKey = "sources";
    private const string ServiceMapKey = "serviceMap";
    private const string Example = "write it as: sources: [ \"file:PATH\" ]";

    /// <summary>Finds the sources.</summary>
    /// <param name="folder">The current folder.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <returns>The sources; empty when neither place names any.</returns>
    /// <exception cref="VerbFailedException">The file cannot be read.</exception>
    public static ImmutableArray<ConnectionRequest> Find(string folder, Func<string, string?> environment)
    {
        if (environment(Variable) is { } value && !string.IsNullOrWhiteSpace(value))
        {
            return [.. value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(uri => new ConnectionRequest(uri))];
        }

        string path = Path.Combine(folder, FileName);
        return File.Exists(path) ? Read(path) : [];
    }

    /// <summary>Finds the service map that the file names.</summary>
    /// <param name="folder">The current folder.</param>
    /// <returns>Its path, a relative one being of the folder; null when the file names none.</returns>
    /// <exception cref="VerbFailedException">The file cannot be read.</exception>
    public static string? FindServiceMap(string folder)
    {
        string path = Path.Combine(folder, FileName);
        return File.Exists(path) && Load(path).Children.TryGetValue(new YamlScalarNode(ServiceMapKey), out YamlNode? map)
            ? map is YamlScalarNode { Value.Length: > 0 } file
                ? Path.Combine(folder, file.Value)
                : throw VerbFailedException.Usage($"{path} has no path at {ServiceMapKey}.", $"write it as: {ServiceMapKey}: services.yaml")
            : null;
    }

    private static ImmutableArray<ConnectionRequest> Read(string path)
    {
        YamlMappingNode root = Load(path);
        if (!root.Children.TryGetValue(new YamlScalarNode(SourcesKey), out YamlNode? sources) && root.Children.ContainsKey(new YamlScalarNode(ServiceMapKey)))
        {
            return [];
        }

        return sources is YamlSequenceNode list
            ? [.. list.Children.Select(item => ReadSource(path, item))]
            : throw VerbFailedException.Usage($"{path} has no list of sources.", Example);
    }

    private static YamlMappingNode Load(string path)
    {
        try
        {
            if (new FileInfo(path).Length > LargestFile)
            {
                throw VerbFailedException.Usage($"{path} is larger than 1 MiB.", "it holds no more than a list of sources");
            }

            YamlStream yaml = [];
            using StreamReader reader = new(path);
            yaml.Load(reader);
            return yaml.Documents.Count > 0 && yaml.Documents[0].RootNode is YamlMappingNode root ? root : [];
        }
        catch (Exception exception) when (exception is YamlException or InvalidOperationException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw VerbFailedException.Usage($"{path} cannot be read: {exception.Message}", Example);
        }
    }

    private static ConnectionRequest ReadSource(string path, YamlNode item)
    {
        if (item is YamlScalarNode { Value: { Length: > 0 } uri })
        {
            return new ConnectionRequest(uri);
        }

        if (item is not YamlMappingNode settings
            || !settings.Children.TryGetValue(new YamlScalarNode("uri"), out YamlNode? named)
            || named is not YamlScalarNode { Value: { Length: > 0 } address })
        {
            throw VerbFailedException.Usage(
                $"{path}, line {item.Start.Line}: a source is a URI, or a mapping with uri.", "for instance: { uri: \"tempo+https://tempo.example\", token-env: TEMPO_TOKEN }");
        }

        Dictionary<string, ImmutableArray<string>> values = new(StringComparer.Ordinal);
        foreach ((YamlNode key, YamlNode value) in settings.Children.Where(pair => !pair.Key.Equals(new YamlScalarNode("uri"))))
        {
            values[key.ToString()] = value switch
            {
                YamlScalarNode scalar => [scalar.Value ?? string.Empty],
                YamlSequenceNode several => [.. several.Children.Select(one => one.ToString())],
                _ => throw VerbFailedException.Usage($"{path}, line {value.Start.Line}: {key} is a text, or a list of texts."),
            };
        }

        return AccessOptions.Read(address, values);
    }
}
