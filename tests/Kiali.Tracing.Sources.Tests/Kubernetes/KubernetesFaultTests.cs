using System.Collections.Immutable;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Sources.Kubernetes;
using Kiali.Tracing.TestKit.Contracts;
using Kiali.Tracing.TestKit.StandIns;
using Microsoft.AspNetCore.Http;

namespace Kiali.Tracing.Sources.Tests.Kubernetes;

public sealed class KubernetesFaultTests : SourceFaultContract, IDisposable
{
    private readonly KubernetesStandIn _cluster = new();
    private readonly KubeFolder _folder = new();

    public KubernetesFaultTests()
    {
        _cluster.Add("pods", ClusterObjects.Pod("shop", "cart-0", "StatefulSet/cart", [new("app", "cart")], "app"));
        for (int index = 0; index < 5; index++)
        {
            _cluster.Logs.Add("shop", "cart-0", "app", KubernetesBench.Start + index, $"line {index}");
        }
    }

    protected override StandInWire Wire => StandInWire.Http;

    public void Dispose() => _folder.Dispose();

    protected override string UriOf(StandInServer server) => "kubernetes://test";

    protected override Task AnswerAsync(HttpContext context) => _cluster.AnswerAsync(context);

    protected override Task<OpenedSource> OpenAsync(StandInServer server, SourceOpenOptions options)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(options);
        string user = options.Access.BearerToken is { } token ? $"tokenFile: {token.ToString()["file ".Length..]}" : string.Empty;
        string trust = options.Access switch
        {
            { CertificateAuthorityFile: { } file } => $"certificate-authority: {file}",
            { InsecureSkipTlsVerify: true } => "insecure-skip-tls-verify: true",
            _ => string.Empty,
        };
        string scheme = server.Wire == StandInWire.Https ? "https" : "http";
        string path = _folder.Write("config", KubeFolder.Config($"{scheme}://{server.Authority}", user, trust, inNamespace: "shop"));
        return Task.FromResult(KubernetesSource.Open("kubernetes://test", options with { Access = SourceAccess.Anonymous }, _folder.Options with { KubeConfig = path }));
    }

    protected override async Task<string> AskAsync(OpenedSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        Answer<ImmutableArray<RawLogLine>> answer = await source.Logs!.FindLinesAsync(KubernetesBench.Query(), cancellationToken);
        return (answer.Complete ? string.Empty : "incomplete ") + string.Join('|', answer.Value.Select(line => line.Body));
    }
}
