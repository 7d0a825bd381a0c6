using System.Collections.Immutable;
using Kiali.Tracing.Logs;
using Kiali.Tracing.TestKit.Contracts;
using Kiali.Tracing.TestKit.StandIns;
using Microsoft.AspNetCore.Http;

namespace Kiali.Tracing.Sources.Tests.Loki;

public class LokiFaultTests : SourceFaultContract
{
    private readonly LokiStandIn _loki = new();

    public LokiFaultTests()
    {
        for (int index = 0; index < 5; index++)
        {
            LokiStreams.Add(_loki, CollectorStyle.Promtail, LokiBench.Line("cart", "cart-7d5f8c9b6d-x2k4p", $"line {index}", index));
        }
    }

    protected override StandInWire Wire => StandInWire.Http;

    protected override string UriOf(StandInServer server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return $"loki+{(server.Wire == StandInWire.Https ? "https" : "http")}://{server.Authority}";
    }

    protected override Task AnswerAsync(HttpContext context) => _loki.AnswerAsync(context);

    protected override async Task<string> AskAsync(OpenedSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        Answer<ImmutableArray<RawLogLine>> answer = await source.Logs!.FindLinesAsync(LokiBench.Query(), cancellationToken);
        return (answer.Complete ? string.Empty : "incomplete ") + string.Join('|', answer.Value.Select(line => line.Body));
    }
}
