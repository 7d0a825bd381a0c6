namespace Kiali.Tracing.Analyses.TraceDetail;

/// <summary>What a row of a waterfall stands for.</summary>
public enum WaterfallRowKind
{
    /// <summary>One span.</summary>
    Span,

    /// <summary>Many siblings of one name, with all below them.</summary>
    Siblings,

    /// <summary>What is below a span whose like is shown elsewhere.</summary>
    Repeat,

    /// <summary>The smaller children of a span, with all below them.</summary>
    Rest,

    /// <summary>Small rests of many spans, together.</summary>
    Elsewhere,
}
