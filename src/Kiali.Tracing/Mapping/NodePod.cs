namespace Kiali.Tracing.Mapping;

/// <summary>Reads a proxy's <c>node_id</c>: <c>role~ip~pod.namespace~domain</c>.</summary>
internal static class NodePod
{
    /// <summary>The pod and namespace in a <c>node_id</c>.</summary>
    /// <param name="nodeId">For instance <c>sidecar~10.0.0.7~reviews-v3-6f76498fc8-58wpn.bookinfo~bookinfo.svc.cluster.local</c>.</param>
    /// <returns>Both, or null when the text is no such id.</returns>
    public static (string Pod, string Namespace)? Of(string nodeId)
    {
        string[] parts = nodeId.Split('~', 4);
        int dot = parts.Length >= 3 ? parts[2].LastIndexOf('.') : -1;
        return dot > 0 && dot < parts[2].Length - 1 ? (parts[2][..dot], parts[2][(dot + 1)..]) : null;
    }
}
