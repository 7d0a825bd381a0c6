namespace Kiali.Tracing.TestKit.Simulation.Engine;

/// <summary>What one proxy saw of an exchange.</summary>
/// <param name="StartNanos">When the request's headers had come in.</param>
/// <param name="EndNanos">When the answer was sent on, or given up.</param>
/// <param name="Status">HTTP status that was sent on, 0 for none.</param>
/// <param name="Flags">Envoy's response flags.</param>
/// <param name="BodyBytes">Length of the body that was sent on.</param>
/// <param name="SpanId">Id of the proxy's span.</param>
public sealed record ExchangeSide(long StartNanos, long EndNanos, int Status, string Flags, long BodyBytes, ulong SpanId)
{
    // What an answer's headers add to its body.
    private const long HeaderBytes = 132;

    /// <summary>Whole milliseconds, cut, as access logs and Istio's metrics have them.</summary>
    public long DurationMillis => (EndNanos - StartNanos) / UnixNanos.PerMillisecond;

    /// <summary>Milliseconds, uncut.</summary>
    public double Millis => (EndNanos - StartNanos) / (double)UnixNanos.PerMillisecond;

    /// <summary>Answer's headers and body, in bytes; 0 when nothing was sent.</summary>
    public long ResponseBytes => Status == 0 ? 0 : BodyBytes + HeaderBytes;

    /// <summary>5xx, or no answer.</summary>
    public bool Failed => Status is 0 or >= 500;
}
