using Kiali.Tracing.Sources.Kubernetes;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Kubernetes;

public sealed class KubeConfigTests : IDisposable
{
    private const string Uri = "kubernetes://x";

    private readonly KubeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_are_merged_and_what_comes_first_counts()
    {
        string first = _folder.Write("a/config", """
            contexts:
            - { name: dev, context: { cluster: shared, user: dev } }
            users:
            - { name: dev, user: { tokenFile: token } }
            """);
        string second = _folder.Write("b/config", """
            current-context: prod
            contexts:
            - { name: dev, context: { cluster: other, user: other } }
            - { name: prod, context: { cluster: shared, user: prod, namespace: shop } }
            clusters:
            - { name: shared, cluster: { server: "https://one:6443/base", certificate-authority: ca.pem, tls-server-name: api.internal, proxy-url: "socks5://proxy:1080" } }
            users:
            - { name: dev, user: { token: never } }
            - { name: prod, user: { username: ann, password: secret, as: bob, as-groups: [ops, dev] } }
            """);
        KubernetesOptions options = _folder.Options with { Variable = name => name == "KUBECONFIG" ? string.Join(Path.PathSeparator, first, _folder.PathTo("gone"), second) : null };
        KubeConfig config = KubeConfig.Read(Uri, options);

        KubeConnection dev = config.Resolve("dev");
        Assert.Equal(("https://one:6443/base/", "default"), (dev.Address(Uri).ToString(), dev.Namespace));
        Assert.Equal(_folder.PathTo("a/token"), dev.User.TokenFile);
        Assert.Null(dev.User.Token);

        KubeConnection prod = config.Resolve(null);
        Assert.Equal(("prod", "shop", "ann"), (prod.Context, prod.Namespace, prod.User.UserName));
        Assert.Equal((_folder.PathTo("b/ca.pem"), "api.internal", "socks5://proxy:1080"), (prod.Cluster.AuthorityFile, prod.Cluster.TlsServerName, prod.Cluster.ProxyUrl));
        Assert.Equal(["Impersonate-User=bob", "Impersonate-Group=ops", "Impersonate-Group=dev"], prod.User.Impersonation.Select(header => $"{header.Key}={header.Value}"));
        Assert.DoesNotContain("secret", prod.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kubernetes://", "dev")]
    [InlineData("kubernetes://dev", "dev")]
    [InlineData("kubernetes://arn:aws:eks:eu-west-1:123456789012:cluster/prod", "arn:aws:eks:eu-west-1:123456789012:cluster/prod")]
    [InlineData("kubernetes://arn%3Aaws%3Aeks%3Aeu-west-1%3A123456789012%3Acluster%2Fprod", "arn:aws:eks:eu-west-1:123456789012:cluster/prod")]
    [InlineData("kubernetes://kubernetes-admin@kubernetes", "kubernetes-admin@kubernetes")]
    [InlineData("kubernetes://shop/api-crc-testing:6443/kube:admin", "shop/api-crc-testing:6443/kube:admin")]
    [InlineData("kubernetes://with%20blank", "with blank")]
    public async Task A_uri_names_a_context_whatever_its_letters(string uri, string context)
    {
        string path = _folder.Write("config", $$"""
            current-context: dev
            contexts:
            - { name: "{{context}}", context: { cluster: c, namespace: shop } }
            clusters:
            - { name: c, cluster: { server: "https://one:6443" } }
            """);
        await using OpenedSource source = await SourceRegistry.OpenAsync(uri, new SourceOpenOptions { KubeConfig = path }, CancellationToken.None);
        Assert.Equal((uri, $"Kubernetes, context {context}", "shop"), (source.Uri, source.Description, source.DefaultNamespace));
        Assert.Equal(["logs", "catalog"], source.Capabilities.AsEnumerable());
    }

    [Theory]
    [InlineData("prd", "did you mean kubernetes://prod?")]
    [InlineData("something-else", "there are dev, prod")]
    public void An_unknown_context_is_one_line_with_those_there_are(string name, string advice)
    {
        string path = _folder.Write("config", "contexts: [{ name: dev, context: { cluster: c } }, { name: prod, context: { cluster: c } }]");
        KubeConfig config = KubeConfig.Read(Uri, _folder.Options with { KubeConfig = path });
        Assert.Contains(advice, Assert.Throws<ArgumentException>(() => config.Resolve(name)).Message, StringComparison.Ordinal);
        Assert.Contains("no current context; name one, there are dev, prod", Assert.Throws<ArgumentException>(() => config.Resolve(null)).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", Assert.Throws<ArgumentException>(() => config.Resolve("ann:hunter2@host")).Message, StringComparison.Ordinal);
        Assert.Contains("names the cluster c, which it does not have", Assert.Throws<SourceException>(() => config.Resolve("dev")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_kubeconfig_one_is_told_how_to_name_one()
    {
        Assert.Contains("--kubeconfig FILE", Assert.Throws<SourceException>(() => KubeConfig.Read(Uri, _folder.Options)).Message, StringComparison.Ordinal);
        Assert.Contains("there is no kubeconfig", Assert.Throws<SourceException>(() => KubeConfig.Read(Uri, _folder.Options with { KubeConfig = "gone" })).Message, StringComparison.Ordinal);
        KubernetesOptions nowhere = _folder.Options with { Variable = name => name == "KUBECONFIG" ? _folder.PathTo("gone") : null };
        Assert.Contains("none of the files that KUBECONFIG names", Assert.Throws<SourceException>(() => KubeConfig.Read(Uri, nowhere)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_users_own_folder_has_the_standard_one()
    {
        _folder.Write(".kube/config", "{ current-context: dev, contexts: [{ name: dev, context: { cluster: c } }], clusters: [{ name: c, cluster: { server: \"localhost:8080\" } }] }");
        Assert.Equal("http://localhost:8080/", KubeConfig.Read(Uri, _folder.Options).Resolve(null).Address(Uri).ToString());
        Assert.Equal("dev", KubeConfig.Read(Uri, _folder.Options with { KubeConfig = "~/.kube/config" }).Resolve(null).Context);
    }

    [Theory]
    [InlineData("10.0.0.1", "https://10.0.0.1:6443/")]
    [InlineData("fd00::1", "https://[fd00::1]:6443/")]
    public void In_a_pod_its_own_account_is_used(string host, string address)
    {
        _folder.Write("account/token", "eyJ.own\n");
        _folder.Write("account/namespace", "observability");
        KubernetesOptions options = _folder.Options with
        {
            Variable = name => name switch
            {
                "KUBERNETES_SERVICE_HOST" => host,
                "KUBERNETES_SERVICE_PORT" => "6443",
                _ => null,
            },
        };
        KubeConnection connection = KubeConfig.Read(Uri, options).Resolve(null);
        Assert.Equal((address, "observability", _folder.PathTo("account/token")), (connection.Address(Uri).ToString(), connection.Namespace, connection.User.TokenFile));
        Assert.Equal(connection with { User = KubeUser.Nobody }, KubeConfig.Read(Uri, options).Resolve("in-cluster") with { User = KubeUser.Nobody });

        // A kubeconfig counts before the account, which can still be named.
        _folder.Write(".kube/config", "{ current-context: dev, contexts: [{ name: dev, context: { cluster: c } }], clusters: [{ name: c, cluster: { server: \"https://one\" } }] }");
        Assert.Equal("dev", KubeConfig.Read(Uri, options).Resolve(null).Context);
        Assert.Equal("in-cluster", KubeConfig.Read(Uri, options).Resolve("in-cluster").Context);
    }

    [Fact]
    public void A_kubeconfig_that_cannot_be_read_is_one_line_without_what_is_in_it()
    {
        foreach (string text in (string[])["", "7", "users: [{ token: hunter2", "a: &a [*b]\nusers: hunter2", new string('[', 100_000), "%hunter2", "a: b: hunter2"])
        {
            string path = _folder.Write("config", text);
            SourceException failure = Assert.Throws<SourceException>(() => KubeConfig.Read(Uri, _folder.Options with { KubeConfig = path }));
            Assert.Contains(path, failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("hunter2", failure.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain('\n', failure.Message);
        }
    }

    [Theory]
    [InlineData("ftp://one")]
    [InlineData("https://ann:hunter2@one")]
    [InlineData("")]
    public void A_server_that_cannot_be_asked_is_refused(string server)
    {
        string path = _folder.Write("config", KubeFolder.Config(server, "token: x"));
        SourceException failure = Assert.Throws<SourceException>(() => KubernetesSource.Open("kubernetes://", new SourceOpenOptions(), _folder.Options with { KubeConfig = path }));
        Assert.DoesNotContain("hunter2", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("certificate-authority-data: no-base64!", "")]
    [InlineData("certificate-authority-data: aGVsbG8=", "")]
    [InlineData("certificate-authority: gone.pem", "")]
    [InlineData("", "client-certificate-data: aGVsbG8=, client-key-data: aGVsbG8=")]
    [InlineData("proxy-url: nonsense", "")]
    public void A_certificate_that_cannot_be_read_is_named(string cluster, string user)
    {
        string path = _folder.Write("config", KubeFolder.Config("https://one", user, cluster));
        SourceException failure = Assert.Throws<SourceException>(() => KubernetesSource.Open("kubernetes://", new SourceOpenOptions(), _folder.Options with { KubeConfig = path }));
        Assert.Contains("the kubeconfig's " + (cluster + user).Split(':')[0].Replace("-data", string.Empty, StringComparison.Ordinal), failure.Message, StringComparison.Ordinal);
    }
}
