using System.Collections.Immutable;
using Kiali.Tracing.Interactive.Verbs;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Kiali.Tracing.Tool.Shell;

/// <summary>The sources of a shell that were not named on the command line: from the environment, else from a file of the current folder.</summary>
internal static class ShellSources
{
    /// <summary>The environment variable: URIs separated by <c>;</c>.</summary>
    public const string Variable = "KIALI_TRACING_SOURCE";

    /// <summary>The file: <c>sources:</c> and a list of URIs.</summary>
    public const string FileName = ".kiali-tracing.yaml";

    private const long LargestFile = 1 << 20;

    /// <summary>Finds the sources.</summary>
    /// <param name="folder">The current folder.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <returns>The URIs; empty when neither place names any.</returns>
    /// <exception cref="VerbFailedException">The file cannot be read.</exception>
    public static ImmutableArray<string> Find(string folder, Func<string, string?> environment)
    {
        if (environment(Variable) is { } value && !string.IsNullOrWhiteSpace(value))
        {
            return [.. value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        }

        string path = Path.Combine(folder, FileName);
        return File.Exists(path) ? Read(path) : [];
    }

    private static ImmutableArray<string> Read(string path)
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
                && sources is YamlSequenceNode list
                && list.Children.All(item => item is YamlScalarNode { Value.Length: > 0 }))
            {
                return [.. list.Children.Select(item => ((YamlScalarNode)item).Value!)];
            }
        }
        catch (Exception exception) when (exception is YamlException or IOException or UnauthorizedAccessException)
        {
            throw VerbFailedException.Usage($"{path} cannot be read: {exception.Message}", "write it as: sources: [ \"file:PATH\" ]");
        }

        throw VerbFailedException.Usage($"{path} has no list of sources.", "write it as: sources: [ \"file:PATH\" ]");
    }
}
