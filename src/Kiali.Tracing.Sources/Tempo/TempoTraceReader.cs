using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources.Files;
using Kiali.Tracing.Sources.Otlp;
using Kiali.Tracing.Sources.Pipeline;

namespace Kiali.Tracing.Sources.Tempo;

/// <summary>Reads a trace that Tempo gave, in protobuf or JSON, with every resource, scope and type of attribute.</summary>
internal static class TempoTraceReader
{
    /// <summary>Reads it.</summary>
    /// <param name="uri">The source, for errors.</param>
    /// <param name="body">The trace.</param>
    /// <param name="columns">Where its spans go.</param>
    /// <param name="tally">Where is counted what could not be used, and said that the trace is a part only.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Whether there are spans; Tempo answers for a trace that it does not have with an empty one, too.</returns>
    /// <exception cref="SourceException">The answer is something else, or so damaged that no span is left.</exception>
    public static bool Read(string uri, TempoTraceBody body, SpanColumnsBuilder columns, ReadTally tally, CancellationToken cancellationToken)
    {
        int before = columns.Count;
        using MemoryStream stream = new(body.Bytes.Array!, body.Bytes.Offset, body.Bytes.Count, writable: false);
        if (body.IsJson)
        {
            ReadJson(uri, body, new JsonInput(stream, cancellationToken), columns, tally);
        }
        else if (body.HasStatus)
        {
            new OtlpTracesProtobuf(columns, tally).ReadTempoAnswer(stream, cancellationToken);
        }
        else
        {
            new OtlpTracesProtobuf(columns, tally).ReadMessage(stream, cancellationToken);
        }

        return columns.Count > before
            || (tally.Incomplete ? throw Unreadable(uri, tally.ToWarnings()[0].Message) : false);
    }

    private static void ReadJson(string uri, TempoTraceBody body, JsonInput input, SpanColumnsBuilder columns, ReadTally tally)
    {
        string? instead = TraceDocumentReader.Read(input, columns, tally);
        (bool isAnswer, bool isPartial, string message) = TempoJson.ReadStatus(body.Bytes);
        if (instead is not null && !isAnswer)
        {
            throw Unreadable(uri, $"it is {instead}");
        }

        if (isPartial)
        {
            tally.Lose("partial-trace", $"Tempo gave a part of the trace{(message.Length == 0 ? string.Empty : $": {SourceFailure.OneLine(message)}")}.");
        }
    }

    private static SourceException Unreadable(string uri, string reason) => SourceFailure.Of(uri, TempoTraces.GetTrace, new InvalidDataException(reason))!;
}
