using System.Collections.Immutable;
using System.Net;

namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>The kubeconfigs there are, merged as kubectl does it: what comes first counts.</summary>
internal sealed class KubeConfig
{
    private const string Variable = "KUBECONFIG";
    private const string StandardNamespace = "default";
    private const string HostVariable = "KUBERNETES_SERVICE_HOST";
    private const string PortVariable = "KUBERNETES_SERVICE_PORT";
    private const string AccountName = "in-cluster";
    private const int MostNamed = 20;

    private readonly string _sourceUri;
    private readonly ImmutableArray<KubeConfigFile> _files;
    private readonly KubeConnection? _account;

    private KubeConfig(string sourceUri, ImmutableArray<KubeConfigFile> files, KubeConnection? account)
    {
        _sourceUri = sourceUri;
        _files = files;
        _account = account;
    }

    /// <summary>Reads the kubeconfigs: the one that is named, else those of <c>KUBECONFIG</c>, else <c>~/.kube/config</c>; and the account of the pod this runs in.</summary>
    /// <param name="sourceUri">The source it is for, for errors.</param>
    /// <param name="options">Where they are.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="SourceException">There is none, or one cannot be read.</exception>
    public static KubeConfig Read(string sourceUri, KubernetesOptions options)
    {
        string home = options.HomeDirectory ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string working = options.WorkingDirectory ?? Environment.CurrentDirectory;
        KubeConnection? account = Account(options);
        if (options.KubeConfig is { } named)
        {
            string path = named == "~" || named.StartsWith("~/", StringComparison.Ordinal) ? home + named[1..] : Path.Combine(working, named);
            return File.Exists(path)
                ? new KubeConfig(sourceUri, [KubeConfigYaml.Read(sourceUri, path)], account)
                : throw new SourceException(sourceUri, "open", $"{sourceUri}: there is no kubeconfig {path}; check --kubeconfig.");
        }

        if (options.Variable(Variable) is { } several && !string.IsNullOrWhiteSpace(several))
        {
            string[] paths = [.. several.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(path => Path.Combine(working, path))];
            ImmutableArray<KubeConfigFile> files = [.. paths.Where(File.Exists).Select(path => KubeConfigYaml.Read(sourceUri, path))];
            return !files.IsEmpty
                ? new KubeConfig(sourceUri, files, account)
                : throw new SourceException(sourceUri, "open", $"{sourceUri}: none of the files that {Variable} names is there ({string.Join(", ", paths)}); check {Variable}, or give --kubeconfig FILE.");
        }

        string standard = Path.Combine(home, ".kube", "config");
        if (File.Exists(standard))
        {
            return new KubeConfig(sourceUri, [KubeConfigYaml.Read(sourceUri, standard)], account);
        }

        return account is not null
            ? new KubeConfig(sourceUri, [], account)
            : throw new SourceException(
                sourceUri, "open", $"{sourceUri}: there is no kubeconfig ({Variable} is not set, {standard} is not there) and this is no pod; give --kubeconfig FILE, or set {Variable}.");
    }

    /// <summary>Resolves a context.</summary>
    /// <param name="name">Its name, exactly; null for the current one. <c>in-cluster</c> is the account of the pod this runs in, unless a context has that name.</param>
    /// <returns>The cluster to ask.</returns>
    /// <exception cref="ArgumentException">There is no such context, or none is the current one.</exception>
    /// <exception cref="SourceException">The context's cluster or user is not there.</exception>
    public KubeConnection Resolve(string? name)
    {
        ImmutableArray<KubeContext> contexts = [.. _files.SelectMany(file => file.Contexts).DistinctBy(context => context.Name)];
        string? wanted = name ?? _files.Select(file => file.CurrentContext).FirstOrDefault(current => current is not null);
        if (_account is not null && (wanted == AccountName || (wanted is null && contexts.IsEmpty)) && !contexts.Any(context => context.Name == AccountName))
        {
            return _account;
        }

        if (wanted is null)
        {
            throw new ArgumentException($"The kubeconfig has no current context; name one, {Known(contexts)}, for instance kubernetes://{contexts.Select(context => context.Name).FirstOrDefault() ?? "CONTEXT"}.");
        }

        KubeContext found = contexts.FirstOrDefault(context => context.Name == wanted) ?? throw Unknown(wanted, contexts);
        KubeCluster cluster = _files.SelectMany(file => file.Clusters).FirstOrDefault(cluster => cluster.Name == found.Cluster)
            ?? throw Broken(found, $"cluster {found.Cluster}");
        KubeUser user = found.User.Length == 0
            ? KubeUser.Nobody
            : _files.SelectMany(file => file.Users).FirstOrDefault(user => user.Name == found.User) ?? throw Broken(found, $"user {found.User}");
        return new KubeConnection(found.Name, cluster, user, found.Namespace ?? StandardNamespace);
    }

    private static KubeConnection? Account(KubernetesOptions options)
    {
        string token = Path.Combine(options.AccountFolder, "token");
        string authority = Path.Combine(options.AccountFolder, "ca.crt");
        string space = Path.Combine(options.AccountFolder, "namespace");
        if (options.Variable(HostVariable) is not { Length: > 0 } host || !File.Exists(token))
        {
            return null;
        }

        string authorityHost = IPAddress.TryParse(host, out IPAddress? address) && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{host}]" : host;
        KubeCluster cluster = new(AccountName, $"https://{authorityHost}:{options.Variable(PortVariable) ?? "443"}") { AuthorityFile = File.Exists(authority) ? authority : null };
        string inNamespace = File.Exists(space) && File.ReadAllText(space).Trim() is { Length: > 0 } own ? own : StandardNamespace;
        return new KubeConnection(AccountName, cluster, new KubeUser { Name = "the pod's own account", TokenFile = token }, inNamespace);
    }

    private static ArgumentException Unknown(string wanted, ImmutableArray<KubeContext> contexts)
    {
        string? close = NearNames.Closest(wanted, contexts.Select(context => context.Name));

        // What stands before @ may be meant as a password; a context's name is shown whole in the list.
        string shown = wanted.IndexOf('@', StringComparison.Ordinal) is int at and >= 0 && wanted[..at].Contains(':', StringComparison.Ordinal) ? "…" + wanted[at..] : wanted;
        return new ArgumentException($"The kubeconfig has no context {shown}; {(close is null ? Known(contexts) : $"did you mean kubernetes://{close}?")}");
    }

    private static string Known(ImmutableArray<KubeContext> contexts) => contexts.IsEmpty
        ? "it has none at all"
        : $"there are {string.Join(", ", contexts.Take(MostNamed).Select(context => context.Name))}{(contexts.Length > MostNamed ? ", …" : string.Empty)}";

    private SourceException Broken(KubeContext context, string what)
        => new(_sourceUri, "open", $"{_sourceUri}: the kubeconfig's context {context.Name} names the {what}, which it does not have; see kubectl config view.");
}
