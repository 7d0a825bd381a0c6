using System.Collections.Immutable;
using System.Text;
using Kiali.Tracing.Catalog;
using Kiali.Tracing.Logs;
using Kiali.Tracing.TestKit.StandIns;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Kubernetes;

public sealed class KubernetesAccessTests
{
    private const string Secret = "s3cr3t-t0ken";

    private static string Plugin(string path, string more = "") => $"exec: {{ apiVersion: client.authentication.k8s.io/v1, command: \"{path}\"{more} }}";

    private static string Credential(string status) => "{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"kind\":\"ExecCredential\",\"status\":{" + status + "}}";

    [Fact]
    public async Task A_plugin_is_run_when_it_is_needed_once_with_its_arguments_as_they_are()
    {
        await using KubernetesBench bench = await KubernetesBench.StartAsync();
        bench.Cluster.Admits = header => header == "Bearer " + Secret;
        bench.AddPod("cart", "x2k4p", "app");
        string program = bench.Folder.WriteProgram("login", $$$"""
            echo run >> "{{{bench.Folder.PathTo("runs")}}}"
            printf '%s|' "$@" "$REGION" > "{{{bench.Folder.PathTo("arguments")}}}"
            printf '%s' "$KUBERNETES_EXEC_INFO" > "{{{bench.Folder.PathTo("task")}}}"
            echo "a warning, and {{{Secret}}}" >&2
            echo '{{{Credential($"\"token\":\"{Secret}\"")}}}'
            """);
        await using OpenedSource source = bench.Open(Plugin(program, ", args: [get, \"a b\", \"$x\"], env: [{ name: REGION, value: eu }], provideClusterInfo: true"));
        Assert.False(File.Exists(bench.Folder.PathTo("runs")));
        Assert.Single((await source.Catalog!.GetWorkloadsAsync(CancellationToken.None)).Value);
        Assert.Equal("run\n", await File.ReadAllTextAsync(bench.Folder.PathTo("runs")));
        Assert.Equal("get|a b|$x|eu|", await File.ReadAllTextAsync(bench.Folder.PathTo("arguments")));
        string task = await File.ReadAllTextAsync(bench.Folder.PathTo("task"));
        Assert.Contains("\"interactive\":false", task, StringComparison.Ordinal);
        Assert.Contains($"\"server\":\"http://{bench.Server.Authority}\"", task, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_credential_that_ended_or_is_refused_is_asked_for_again()
    {
        await using KubernetesBench bench = await KubernetesBench.StartAsync();
        bench.AddPod("cart", "x2k4p", "app");
        string program = bench.Folder.WriteProgram("login", $$$"""
            echo run >> "{{{bench.Folder.PathTo("runs")}}}"
            n=$(wc -l < "{{{bench.Folder.PathTo("runs")}}}")
            echo "{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"kind\":\"ExecCredential\",\"status\":{\"token\":\"token-$((n))\",\"expirationTimestamp\":\"2026-11-14T00:00:00Z\"}}"
            """);
        HashSet<string> seen = [];
        bench.Cluster.Admits = header => seen.Add(header) || true;
        await using (OpenedSource source = bench.Open(Plugin(program)))
        {
            await source.Logs!.FindLinesAsync(KubernetesBench.Query(), CancellationToken.None);
        }

        // It ended before now: each request gets a new one.
        Assert.True(seen.Count > 1);
        File.Delete(bench.Folder.PathTo("runs"));
        program = bench.Folder.WriteProgram("login", $$$"""
            echo run >> "{{{bench.Folder.PathTo("runs")}}}"
            n=$(wc -l < "{{{bench.Folder.PathTo("runs")}}}")
            echo "{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"kind\":\"ExecCredential\",\"status\":{\"token\":\"token-$((n))\"}}"
            """);
        bench.Cluster.Admits = header => header == "Bearer token-2";
        await using (OpenedSource source = bench.Open(Plugin(program)))
        {
            Assert.Single((await source.Catalog!.GetWorkloadsAsync(CancellationToken.None)).Value);
        }

        bench.Cluster.Admits = _ => false;
        await using (OpenedSource source = bench.Open(Plugin(program)))
        {
            SourceException failure = await Assert.ThrowsAsync<SourceException>(() => source.Catalog!.GetWorkloadsAsync(CancellationToken.None));
            Assert.Contains("user u1 is not let in", failure.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("echo '{0}'; echo {0} >&2; exit 3", "ended with status 3", "kubectl --context test get pods")]
    [InlineData("echo {0}", "gave something else than JSON", "version")]
    [InlineData("echo '[\"{0}\"]'", "gave something else than an ExecCredential", "apiVersion")]
    [InlineData("echo '{{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1beta1\",\"status\":{{\"token\":\"{0}\"}}}}'", "gave something else than an ExecCredential", "apiVersion")]
    [InlineData("echo '{{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\",\"status\":{{\"clientKeyData\":\"{0}\"}}}}'", "gave neither a token nor a certificate", "log in again")]
    [InlineData("echo '{{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\",\"status\":{{\"clientCertificateData\":\"{0}\",\"clientKeyData\":\"{0}\"}}}}'", "gave a certificate that cannot be read", "version")]
    [InlineData("echo {0}; exec sleep 60", "gave nothing within 0.5 s", "log in with kubectl first")]
    [InlineData("yes {0} | head -c 3000000", "gave something else than JSON", "version")]
    public async Task A_plugin_that_fails_is_one_clear_line_without_what_it_wrote(string script, string what, string next)
    {
        await using KubernetesBench bench = await KubernetesBench.StartAsync();
        string program = bench.Folder.WriteProgram("login", string.Format(null, CompositeFormat.Parse(script), Secret));
        await using OpenedSource source = bench.Open(Plugin(program), bounds: options => options with { PluginTimeout = TimeSpan.FromSeconds(0.5) });
        SourceException failure = await Assert.ThrowsAsync<SourceException>(() => source.Catalog!.GetWorkloadsAsync(CancellationToken.None));
        Assert.Contains("plugin login of the kubeconfig " + what, failure.Message, StringComparison.Ordinal);
        Assert.Contains(next, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
        Assert.Empty(bench.Server.Requests);
    }

    [Fact]
    public async Task A_plugin_that_is_not_there_tells_how_to_get_it()
    {
        await using KubernetesBench bench = await KubernetesBench.StartAsync();
        await using OpenedSource source = bench.Open(Plugin("no-such-plugin-anywhere", ", installHint: \"Install it with\\n  gcloud components install\""));
        SourceException failure = await Assert.ThrowsAsync<SourceException>(() => source.Probe!(CancellationToken.None));
        Assert.Contains("cannot be started; install it (Install it with gcloud components install), or check PATH.", failure.Message, StringComparison.Ordinal);
        await using OpenedSource asking = bench.Open(Plugin("login", ", interactiveMode: Always"));
        Assert.Contains("no terminal", (await Assert.ThrowsAsync<SourceException>(() => asking.Probe!(CancellationToken.None))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("token: s3cr3t-t0ken", "Bearer s3cr3t-t0ken")]
    [InlineData("username: ann, password: s3cr3t-t0ken", "Basic YW5uOnMzY3IzdC10MGtlbg==")]
    [InlineData("auth-provider: { name: oidc, config: { id-token: s3cr3t-t0ken } }", "Bearer s3cr3t-t0ken")]
    public async Task Secrets_of_the_kubeconfig_are_sent_and_never_repeated(string user, string header)
    {
        await using KubernetesBench bench = await KubernetesBench.StartAsync();
        string? seen = null;
        bench.Cluster.Admits = given => (seen = given) is not null;
        await using OpenedSource source = bench.Open(user);
        await source.Catalog!.GetWorkloadsAsync(CancellationToken.None);
        Assert.Equal(header, seen);
        bench.Server.Fault = new StandInFault { Status = 400, Body = "{authorization} " + Secret };
        SourceException failure = await Assert.ThrowsAsync<SourceException>(() => source.Catalog!.GetWorkloadsAsync(new CatalogQuery { Namespaces = ["other"] }, CancellationToken.None));
        Assert.DoesNotContain(Secret, failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("YW5uOnMzY3IzdC10MGtlbg", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirection_to_another_host_does_not_carry_credentials()
    {
        string? seen = "nothing";
        await using StandInServer other = await StandInServer.StartAsync(context =>
        {
            seen = context.Request.Headers.Authorization;
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        });
        await using KubernetesBench bench = await KubernetesBench.StartAsync();
        bench.Server.Fault = new StandInFault { Status = 307, Location = $"http://localhost:{other.Authority.Split(':')[1]}/version" };
        await using OpenedSource source = bench.Open();
        await Assert.ThrowsAsync<SourceException>(() => source.Probe!(CancellationToken.None));
        Assert.True(string.IsNullOrEmpty(seen));
    }

    [Fact]
    public async Task Authorities_of_the_kubeconfig_are_trusted_and_their_absence_is_said()
    {
        await using KubernetesBench bench = await KubernetesBench.StartAsync(wire: StandInWire.Https);
        string data = Convert.ToBase64String(Encoding.UTF8.GetBytes(StandInCertificate.Pem + "\n" + StandInCertificate.Pem));
        await using (OpenedSource source = bench.Open(cluster: "certificate-authority-data: " + data))
        {
            Assert.Equal("Kubernetes v1.34.1", (await source.Probe!(CancellationToken.None)).Message);
            Assert.Empty(source.Warnings);
        }

        await using (OpenedSource source = bench.Open(cluster: "insecure-skip-tls-verify: true"))
        {
            Assert.Equal("v1.34.1", (await source.Probe!(CancellationToken.None)).Version);
            Assert.Equal(["insecure"], source.Warnings.Select(warning => warning.Code));
        }

        await using (OpenedSource source = bench.Open(cluster: $"certificate-authority-data: {data}, tls-server-name: elsewhere"))
        {
            Assert.Contains("no trusted TLS connection", (await Assert.ThrowsAsync<SourceException>(() => source.Probe!(CancellationToken.None))).Message, StringComparison.Ordinal);
        }

        await using (OpenedSource source = bench.Open(cluster: $"certificate-authority-data: {data}, tls-server-name: localhost"))
        {
            Assert.Equal("v1.34.1", (await source.Probe!(CancellationToken.None)).Version);
        }
    }

    [Fact]
    public async Task Access_that_is_named_apart_is_not_used_and_said()
    {
        await using KubernetesBench bench = await KubernetesBench.StartAsync();
        SourceOpenOptions options = KubernetesBench.Quick with { Access = new SourceAccess { BearerToken = SecretReference.InEnvironment("NO_SUCH_VARIABLE") } };
        await using OpenedSource source = bench.Open(options: options);
        Assert.Equal(["access-ignored"], source.Warnings.Select(warning => warning.Code));
        Assert.Empty((await source.Catalog!.GetWorkloadsAsync(CancellationToken.None)).Value);
    }

    [Fact]
    public async Task An_account_that_may_not_look_everywhere_is_shown_its_own_namespace_and_that_is_said()
    {
        await using KubernetesBench bench = await KubernetesBench.StartAsync();
        bench.AddPod("cart", "x2k4p", "app");
        bench.Cluster.Add("pods", ClusterObjects.Pod("other", "pay-0", "StatefulSet/pay", [], "app"));
        bench.Cluster.Logs.Add("shop", "cart-7d5f8c9b6d-x2k4p", "app", KubernetesBench.Start, "line");
        bench.Cluster.Allows = (_, space) => space == "shop";
        await using OpenedSource source = bench.Open();
        Answer<ImmutableArray<Workload>> all = await source.Catalog!.GetWorkloadsAsync(CancellationToken.None);
        Assert.Equal(["cart.shop"], all.Value.Select(workload => workload.Ref.ToString()));
        Assert.False(all.Complete);
        Assert.Contains("the context's own, shop, is shown", Assert.Single(all.Warnings).Message, StringComparison.Ordinal);
        Assert.True((await source.Catalog.GetWorkloadsAsync(new CatalogQuery { Namespaces = ["shop"] }, CancellationToken.None)).Complete);
        LogQuery both = KubernetesBench.Query() with { Namespaces = ["other", "shop"] };
        Answer<ImmutableArray<RawLogLine>> lines = await source.Logs!.FindLinesAsync(both, CancellationToken.None);
        Assert.Equal(["line"], lines.Value.Select(line => line.Body));
        Assert.Contains("may not look into the namespace other", Assert.Single(lines.Warnings).Message, StringComparison.Ordinal);
        SourceException failure = await Assert.ThrowsAsync<SourceException>(() => source.Catalog.GetWorkloadsAsync(new CatalogQuery { Namespaces = ["other"] }, CancellationToken.None));
        Assert.Contains("pods is forbidden", failure.Message, StringComparison.Ordinal);
        Assert.Contains("ask for the right", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_right_to_list_owners_names_tell_and_what_has_no_pods_is_missed_aloud()
    {
        await using KubernetesBench bench = await KubernetesBench.StartAsync();
        bench.AddPod("cart", "x2k4p", "app");
        bench.Cluster.Add("deployments", ClusterObjects.Object("shop", "idle"));
        await using (OpenedSource source = bench.Open())
        {
            Assert.Equal(["cart Deployment 1", "idle Deployment 0"], (await source.Catalog!.GetWorkloadsAsync(CancellationToken.None)).Value.Select(Describe));
        }

        bench.Cluster.Allows = (kinds, _) => kinds is "pods" or "pods/log";
        await using (OpenedSource source = bench.Open())
        {
            Answer<ImmutableArray<Workload>> answer = await source.Catalog!.GetWorkloadsAsync(CancellationToken.None);
            Assert.Equal(["cart Deployment 1"], answer.Value.Select(Describe));
            Assert.False(answer.Complete);
            Assert.Equal(["deployments", "statefulsets", "daemonsets"], answer.Warnings.Select(warning => warning.Message.Split(' ')[5]));
        }

        static string Describe(Workload workload) => $"{workload.Ref.Name} {workload.Kind} {workload.Pods.Length}";
    }
}
