namespace Kiali.Tracing.Analyses.MeshGraphs;

/// <summary>An edge while traffic is being added to it.</summary>
internal sealed class EdgeDraft(NodeIdentity source, NodeIdentity target, string protocol)
{
    public NodeIdentity Source => source;

    public NodeIdentity Target => target;

    public TrafficSum Traffic { get; } = new(protocol);

    public ResponseTimeSum? ResponseTimes { get; private set; }

    public double SecuredRequests { get; private set; }

    public double JudgedRequests { get; private set; }

    public ResponseTimeSum StartResponseTimes() => ResponseTimes ??= new ResponseTimeSum();

    public void AddSecurity(bool isMutualTls, double requests)
    {
        JudgedRequests += requests;
        SecuredRequests += isMutualTls ? requests : 0;
    }

    /// <summary>Adds another edge's traffic.</summary>
    public void Absorb(EdgeDraft other)
    {
        Traffic.Add(other.Traffic);
        SecuredRequests += other.SecuredRequests;
        JudgedRequests += other.JudgedRequests;
        if (other.ResponseTimes is { } times)
        {
            StartResponseTimes().Add(times);
        }
    }
}
