using Kiali.Tracing.Sources.Tests.Files;
using Kiali.Tracing.Sources.Tests.Writers;
using Kiali.Tracing.TestKit.Contracts;
using Kiali.Tracing.TestKit.StandIns;
using Microsoft.AspNetCore.Http;

namespace Kiali.Tracing.Sources.Tests.Jaeger;

/// <summary>What every live source promises when things go wrong, of a Jaeger that speaks one dialect.</summary>
public abstract class JaegerFaultContract : SourceFaultContract
{
    private static readonly TraceQuery Query = new()
    {
        Service = "service 1",
        Window = new TimeRange(1_699_999_900_000_000_000, 1_700_000_100_000_000_000),
        Limit = 10,
    };

    private protected abstract JaegerDialect Dialect { get; }

    protected override StandInWire Wire => JaegerStandIn.WireOf(Dialect);

    protected override string UriOf(StandInServer server) => JaegerStandIn.UriOf(server);

    protected override Task AnswerAsync(HttpContext context) => new JaegerStandIn(Dialect, ContractSpans.All).AnswerAsync(context);

    protected override async Task<string> AskAsync(OpenedSource source, CancellationToken cancellationToken)
    {
        Answer<TraceSet> answer = await source.Traces!.FindTracesAsync(Query, cancellationToken);
        return (answer.Complete ? string.Empty : "incomplete ") + string.Join('\n', answer.Value.Columns.Select(SpanFacts.Of));
    }
}
