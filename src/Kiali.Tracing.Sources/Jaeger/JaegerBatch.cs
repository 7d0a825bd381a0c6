using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>What one question brought.</summary>
/// <param name="Columns">The spans, in the order in which they came.</param>
/// <param name="Tally">What could not be used.</param>
internal sealed record JaegerBatch(SpanColumns Columns, ReadTally Tally)
{
    /// <summary>The trace that was still arriving when the deadline came, and that may lack spans; null for none.</summary>
    public TraceId? Unfinished { get; private init; }

    /// <summary>Nothing was found.</summary>
    /// <param name="sourceUri">The source, for warnings.</param>
    public static JaegerBatch Empty(string sourceUri) => new(new SpanColumnsBuilder().Build(), new ReadTally(sourceUri));

    /// <summary>All of it.</summary>
    public static JaegerBatch Whole(SpanColumnsBuilder columns, ReadTally tally) => new(columns.Build(), tally);

    /// <summary>What had come when the deadline came.</summary>
    public static JaegerBatch Late(SpanColumnsBuilder columns, ReadTally tally)
    {
        tally.Lose("deadline", "The deadline came before the whole answer; what had arrived is given. Ask for less, or allow more with --timeout.");
        SpanColumns built = columns.Build();
        return new JaegerBatch(built, tally) { Unfinished = built.Count == 0 ? null : built.TraceIds[^1] };
    }
}
