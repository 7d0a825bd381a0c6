namespace Kiali.Tracing.Analyses.Incidents;

/// <summary>What one workload did in the traces of one stretch.</summary>
/// <param name="Traces">The traces it took part in.</param>
/// <param name="SelfNanos">Its self time in them.</param>
/// <param name="OwnErrorTraces">The traces in which it failed by itself.</param>
internal readonly record struct WorkloadTally(int Traces, long SelfNanos, int OwnErrorTraces)
{
    public double? SelfMs => Traces == 0 ? null : UnixTime.ToMillis(SelfNanos) / Traces;

    public double OwnErrorShare => Traces == 0 ? 0 : (double)OwnErrorTraces / Traces;

    public WorkloadTally Plus(long selfNanos, bool failed) => new(Traces + 1, SelfNanos + selfNanos, OwnErrorTraces + (failed ? 1 : 0));
}
