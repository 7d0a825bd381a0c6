using Kiali.Tracing.Columns;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Analyses.Stats;

/// <summary>Reads which workload or namespace spans belong to. What decides it repeats from span to span of a pod, so it is worked out once a pod.</summary>
internal sealed class WorkloadKeyReader(SpanColumns columns, ValueNumbers values, Func<Span, string?> read, Func<string, string, string> ofPod)
    : KeyReader(columns, values)
{
    private readonly int _nodeId = columns.Strings.IndexOf(EnvoyAttributes.NodeId);
    private readonly int _namespace = columns.Strings.IndexOf(EnvoyAttributes.IstioNamespace);
    private readonly int _hostname = columns.Strings.IndexOf(OpenTelemetryAttributes.ProcessHostname);
    private readonly Dictionary<string, int> _proxies = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Resource, string NodeId, string Namespace, string Hostname), int> _known = [];

    public override int NumberOf(int row)
    {
        string nodeId = TextOf(row, _nodeId);
        if (nodeId.StartsWith(EnvoyAttributes.WaypointRole, StringComparison.Ordinal))
        {
            // A waypoint stands before many workloads: its spans say each for itself.
            return Values.NumberOf(read(Columns.GetSpan(row)));
        }

        if (_proxies.TryGetValue(nodeId, out int known))
        {
            return known;
        }

        if (SpanWorkloads.PodOfNodeId(nodeId) is var (name, inNamespace))
        {
            known = Values.NumberOf(ofPod(name, inNamespace));
            _proxies.Add(nodeId, known);
            return known;
        }

        var pod = (Columns.ResourceNumbers[row], nodeId, TextOf(row, _namespace), TextOf(row, _hostname));
        if (!_known.TryGetValue(pod, out int number))
        {
            number = Values.NumberOf(read(Columns.GetSpan(row)));
            _known.Add(pod, number);
        }

        return number;
    }

    private string TextOf(int row, int key) => Columns.TryGetAttribute(row, key, out AttributeValue value) ? value.ToString() : string.Empty;
}
