using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources.Files;
using Kiali.Tracing.Sources.Otlp;
using Kiali.Tracing.Sources.Tests.Writers;

namespace Kiali.Tracing.Sources.Tests.Tempo;

/// <summary>Makes traces of model spans, as a stand-in holds them.</summary>
internal static class TempoFacts
{
    public static SpanColumns ColumnsOf(IReadOnlyCollection<ModelSpan> spans)
    {
        SpanColumnsBuilder columns = new();
        new OtlpTracesProtobuf(columns, new ReadTally("model")).ReadMessage(new System.Buffers.ReadOnlySequence<byte>(new OtlpProtobufWriter(new Seeded(1)).WriteMessage(spans)));
        return columns.Build();
    }
}
