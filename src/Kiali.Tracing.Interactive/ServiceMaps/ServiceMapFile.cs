using System.Text;
using Kiali.Tracing.Interactive.Verbs;
using YamlDotNet.Core;

namespace Kiali.Tracing.Interactive.ServiceMaps;

/// <summary>Reads service maps from files, YAML or JSON.</summary>
public static class ServiceMapFile
{
    private const long LargestFile = 1 << 20;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; a relative path is of the current folder.</param>
    /// <returns>The map.</returns>
    /// <exception cref="VerbFailedException">The file cannot be read, is larger than 1 MiB, or is no service map; the message names the line.</exception>
    public static LoadedServiceMap Read(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            if (file.Length > LargestFile)
            {
                throw VerbFailedException.Usage($"{path} is larger than 1 MiB.", "a service map names services and their workloads, nothing else");
            }

            using StreamReader reader = new(file, new UTF8Encoding(false, throwOnInvalidBytes: true));
            return new LoadedServiceMap(path, new ServiceMapYaml(path, reader).Read());
        }
        catch (YamlException exception)
        {
            throw VerbFailedException.Usage($"{path}, line {exception.Start.Line}: {exception.Message}", ServiceMapYaml.Example);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DecoderFallbackException or ArgumentException or NotSupportedException)
        {
            throw VerbFailedException.Usage($"{path} cannot be read: {exception.Message}", "give --service-map the path of a YAML or JSON file");
        }
    }
}
