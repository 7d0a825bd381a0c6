using System.Collections.Immutable;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Interactive.Verbs;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Kiali.Tracing.Tool.Shell;

/// <summary>The sources of a shell that were not named on the command line: from the environment, else from a file of the current folder.</summary>
internal static class ShellSources
{
    /// <summary>The environment variable: URIs separated by <c>;</c>.</summary>
    public const string Variable = "KIALI_TRACING_SOURCE";

    /// <summary>The file: <c>sources:</c> and a list of URIs, or of mappings with <c>uri</c> and the access options of <see cref="AccessOptions"/>.</summary>
    public const string FileName = ".kiali-tracing.yaml";

    private const long LargestFile = 1 << 20;

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

    private static ImmutableArray<ConnectionRequest> Read(string path)
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
            if (yaml.Documents.Count > 0
                && yaml.Documents[0].RootNode is YamlMappingNode root
                && root.Children.TryGetValue(new YamlScalarNode("sources"), out YamlNode? sources)
                && sources is YamlSequenceNode list)
            {
                return [.. list.Children.Select(item => ReadSource(path, item))];
            }
        }
        catch (Exception exception) when (exception is YamlException or IOException or UnauthorizedAccessException)
        {
            throw VerbFailedException.Usage($"{path} cannot be read: {exception.Message}", "write it as: sources: [ \"file:PATH\" ]");
        }

        throw VerbFailedException.Usage($"{path} has no list of sources.", "write it as: sources: [ \"file:PATH\" ]");
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
