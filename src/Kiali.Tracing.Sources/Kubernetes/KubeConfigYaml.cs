using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>Reads kubeconfigs. Nothing of their values gets into messages.</summary>
internal sealed class KubeConfigYaml
{
    private const long LargestFile = 8 << 20;
    private const int MostDepth = 64;

    private readonly string _folder;

    private KubeConfigYaml(string folder) => _folder = folder;

    /// <summary>Reads a file.</summary>
    /// <param name="sourceUri">The source it is for, for errors.</param>
    /// <param name="path">The file.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="SourceException">It cannot be read.</exception>
    public static KubeConfigFile Read(string sourceUri, string path)
    {
        try
        {
            FileInfo file = new(path);
            if (file.Length > LargestFile)
            {
                throw Unreadable("it is larger than 8 MiB");
            }

            string text = File.ReadAllText(path);
            CheckDepth(text);
            YamlStream yaml = [];
            using StringReader reader = new(text);
            yaml.Load(reader);
            return yaml.Documents is [var document, ..] && document.RootNode is YamlMappingNode root
                ? new KubeConfigYaml(file.DirectoryName ?? string.Empty).ReadFile(root)
                : throw Unreadable("it is empty, or no mapping");
        }
        catch (YamlException exception)
        {
            throw Unreadable(string.Create(CultureInfo.InvariantCulture, $"it is no YAML, near line {exception.Start.Line}"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw Unreadable(exception is InvalidDataException ? exception.Message : "it cannot be opened");
        }

        SourceException Unreadable(string why)
            => new(sourceUri, "read the kubeconfig", $"{sourceUri}: the kubeconfig {path} cannot be read ({why}); see kubectl config view.");
    }

    // A document nested a thousandfold would use up the stack when its tree is made.
    private static void CheckDepth(string text)
    {
        using StringReader reader = new(text);
        Parser parser = new(reader);
        int depth = 0;
        while (parser.MoveNext())
        {
            depth += parser.Current switch
            {
                MappingStart or SequenceStart => 1,
                MappingEnd or SequenceEnd => -1,
                _ => 0,
            };
            if (depth > MostDepth)
            {
                throw new InvalidDataException("it is nested too deeply");
            }
        }
    }

    private KubeConfigFile ReadFile(YamlMappingNode root) => new(
        Text(root, "current-context"),
        [.. Named(root, "contexts", "context").Select(item => new KubeContext(item.Name, Text(item.Node, "cluster") ?? string.Empty, Text(item.Node, "user") ?? string.Empty, Text(item.Node, "namespace")))],
        [.. Named(root, "clusters", "cluster").Select(item => ReadCluster(item.Name, item.Node))],
        [.. Named(root, "users", "user").Select(item => ReadUser(item.Name, item.Node))]);

    private KubeCluster ReadCluster(string name, YamlMappingNode node) => new(name, Text(node, "server") ?? string.Empty)
    {
        AuthorityFile = PathOf(node, "certificate-authority"),
        AuthorityData = Text(node, "certificate-authority-data"),
        InsecureSkipTlsVerify = IsTrue(node, "insecure-skip-tls-verify"),
        TlsServerName = Text(node, "tls-server-name"),
        ProxyUrl = Text(node, "proxy-url"),
    };

    private KubeUser ReadUser(string name, YamlMappingNode node)
    {
        YamlMappingNode? provider = Child(node, "auth-provider") as YamlMappingNode;
        string? idToken = provider is not null && Child(provider, "config") is YamlMappingNode config ? Text(config, "id-token") ?? Text(config, "access-token") : null;
        return new KubeUser
        {
            Name = name,
            Token = Text(node, "token") ?? idToken,
            TokenFile = PathOf(node, "tokenFile"),
            UserName = Text(node, "username"),
            Password = Text(node, "password"),
            CertificateFile = PathOf(node, "client-certificate"),
            CertificateData = Text(node, "client-certificate-data"),
            KeyFile = PathOf(node, "client-key"),
            KeyData = Text(node, "client-key-data"),
            AuthProvider = provider is null ? null : Text(provider, "name"),
            Plugin = Child(node, "exec") is YamlMappingNode plugin ? ReadPlugin(plugin) : null,
            Impersonation = [.. ReadImpersonation(node)],
        };
    }

    private ExecPlugin ReadPlugin(YamlMappingNode node)
    {
        string command = Text(node, "command") ?? string.Empty;
        bool isPath = command.Contains('/', StringComparison.Ordinal) || command.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return new ExecPlugin
        {
            Command = isPath ? Path.GetFullPath(Path.Combine(_folder, command)) : command,
            Arguments = [.. Texts(node, "args")],
            Variables =
            [
                .. Items(node, "env").OfType<YamlMappingNode>()
                    .Select(item => new KeyValuePair<string, string>(Text(item, "name") ?? string.Empty, Text(item, "value") ?? string.Empty))
                    .Where(item => item.Key.Length > 0),
            ],
            ApiVersion = Text(node, "apiVersion") ?? string.Empty,
            InstallHint = Text(node, "installHint"),
            ProvideClusterInfo = IsTrue(node, "provideClusterInfo"),
            NeedsTerminal = Text(node, "interactiveMode") == "Always",
        };
    }

    private static IEnumerable<KeyValuePair<string, string>> ReadImpersonation(YamlMappingNode node)
    {
        if (Text(node, "as") is { } user)
        {
            yield return new("Impersonate-User", user);
        }

        if (Text(node, "as-uid") is { } uid)
        {
            yield return new("Impersonate-Uid", uid);
        }

        foreach (string group in Texts(node, "as-groups"))
        {
            yield return new("Impersonate-Group", group);
        }

        if (Child(node, "as-user-extra") is YamlMappingNode extra)
        {
            foreach (string key in extra.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value).OfType<string>())
            {
                foreach (string value in Texts(extra, key))
                {
                    yield return new("Impersonate-Extra-" + Uri.EscapeDataString(key), value);
                }
            }
        }
    }

    private static IEnumerable<(string Name, YamlMappingNode Node)> Named(YamlMappingNode root, string list, string kind)
    {
        foreach (YamlMappingNode item in Items(root, list).OfType<YamlMappingNode>())
        {
            if (Text(item, "name") is { } name && Child(item, kind) is YamlMappingNode node)
            {
                yield return (name, node);
            }
        }
    }

    private static YamlNode? Child(YamlMappingNode node, string key) => node.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? child) ? child : null;

    private static IEnumerable<YamlNode> Items(YamlMappingNode node, string key) => Child(node, key) is YamlSequenceNode list ? list.Children : [];

    private static IEnumerable<string> Texts(YamlMappingNode node, string key) => Items(node, key).OfType<YamlScalarNode>().Select(item => item.Value).OfType<string>();

    private static string? Text(YamlMappingNode node, string key) => Child(node, key) is YamlScalarNode { Value: { Length: > 0 } value } && value is not ("null" or "~") ? value : null;

    private static bool IsTrue(YamlMappingNode node, string key) => string.Equals(Text(node, key), "true", StringComparison.OrdinalIgnoreCase);

    private string? PathOf(YamlMappingNode node, string key) => Text(node, key) is { } path ? Path.GetFullPath(Path.Combine(_folder, path)) : null;
}
