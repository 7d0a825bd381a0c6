using Kiali.Tracing.Sources.Tests.Files;
using Kiali.Tracing.TestKit.Contracts;
using Kiali.Tracing.TestKit.StandIns;
using Microsoft.AspNetCore.Http;

namespace Kiali.Tracing.Sources.Tests.Tempo;

public sealed class TempoGrpcFaultTests : SourceFaultContract
{
    protected override StandInWire Wire => StandInWire.Grpc;

    protected override string UriOf(StandInServer server) => TempoServer.UriOf(server);

    protected override Task AnswerAsync(HttpContext context) => new TempoStandIn(ContractSpans.All).AnswerAsync(context);

    protected override Task<string> AskAsync(OpenedSource source, CancellationToken cancellationToken) => TempoHttpFaultTests.DescribeAsync(source, cancellationToken);
}
