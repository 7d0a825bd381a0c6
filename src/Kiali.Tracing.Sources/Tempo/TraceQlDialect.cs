namespace Kiali.Tracing.Sources.Tempo;

/// <summary>How much of TraceQL a server understands, the most first: what one refuses is asked again in the next.</summary>
internal enum TraceQlDialect
{
    /// <summary>All that is written here, with the hint that asks for the newest traces (honoured from Tempo 2.8 on, accepted from 2.4 on).</summary>
    MostRecent = 0,

    /// <summary>Without hints: the server gives any traces when there are more than asked for (Tempo 2.3).</summary>
    WithoutHints = 1,

    /// <summary>Without the trace's duration and quoted names, which are then left to the filter here (Tempo 2.0).</summary>
    Plain = 2,
}
