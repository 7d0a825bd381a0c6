namespace Kiali.Tracing.Sources.Otlp;

/// <summary>What OTLP data is about.</summary>
internal enum OtlpSignal
{
    /// <summary>Spans.</summary>
    Traces,

    /// <summary>Log records.</summary>
    Logs,

    /// <summary>Metrics.</summary>
    Metrics,
}
