using System.Globalization;
using Kiali.Tracing.Sources.Tests.Files;
using Kiali.Tracing.TestKit.Contracts;
using Kiali.Tracing.TestKit.StandIns;
using Microsoft.AspNetCore.Http;

namespace Kiali.Tracing.Sources.Tests.Tempo;

public sealed class TempoHttpFaultTests : SourceFaultContract
{
    protected override StandInWire Wire => StandInWire.Http;

    internal static async Task<string> DescribeAsync(OpenedSource source, CancellationToken cancellationToken)
    {
        TraceQuery query = new() { Window = new TimeRange(1_700_000_000_000_000_000, 1_700_000_000_100_000_000), ErrorsOnly = true };
        Answer<TraceSet> answer = await source.Traces!.FindTracesAsync(query, cancellationToken);
        string spans = string.Join(' ', answer.Value.Traces.Select(trace => string.Create(CultureInfo.InvariantCulture, $"{trace.TraceId}:{trace.Spans.Length}")));
        return (answer.Complete ? string.Empty : "incomplete ") + spans;
    }

    protected override string UriOf(StandInServer server) => TempoServer.UriOf(server);

    protected override Task AnswerAsync(HttpContext context) => new TempoStandIn(ContractSpans.All).AnswerAsync(context);

    protected override Task<string> AskAsync(OpenedSource source, CancellationToken cancellationToken) => DescribeAsync(source, cancellationToken);
}
