using System.Text;

namespace Kiali.Tracing.Sources.Files;

/// <summary>The property names at the top of JSON without known traces, and what such JSON usually is.</summary>
internal sealed class JsonShape
{
    /// <summary>What stands for bytes that are no JSON at all; the caller looks at them again.</summary>
    public const string NotJson = "";

    private const int KeptNames = 64;
    private const int ShownNames = 4;
    private const int DeepestKept = 2;

    private readonly List<string> _names = [];
    private readonly HashSet<string> _set = [];

    /// <summary>Whether the document is a list.</summary>
    public bool IsList { get; set; }

    /// <summary>Jaeger's message, when the document is an answer that failed.</summary>
    public string? JaegerError { get; set; }

    /// <summary>Whether the document is what a verb wrote: its spans are not a source's.</summary>
    public bool IsOwnOutput => Has("schema", "verb");

    /// <summary>How many names were met below the document's own.</summary>
    public int Elements { get; private set; }

    /// <summary>Whether a list held something else than objects.</summary>
    public bool HasBareValues { get; private set; }

    /// <summary>Notes a name.</summary>
    public void Add(ReadOnlySpan<byte> name, int depth)
    {
        Elements += depth > 0 ? 1 : 0;
        if (_names.Count < KeptNames && depth < DeepestKept)
        {
            string text = Encoding.UTF8.GetString(name.Length > 64 ? name[..64] : name);
            if (_set.Add(text))
            {
                _names.Add(text);
            }
        }
    }

    /// <summary>Notes a value that is no object.</summary>
    public void AddBareValue() => HasBareValues = true;

    /// <summary>What the JSON probably is, and what to do about it.</summary>
    /// <returns>Words that go on after "the file holds".</returns>
    public string Describe()
    {
        if (JaegerError is { Length: > 0 } error)
        {
            return $"Jaeger's answer “{error}” and no trace; ask Jaeger again and save what it gives";
        }

        return Has("traceId", "binaryAnnotations")
                ? "Zipkin JSON of version 1; ask for /api/v2, or export the trace as OTLP or Jaeger JSON"
            : Has("operationName") && (Has("traceID") || Has("traceId"))
                ? "Jaeger's storage JSON, one span an entry; download the trace as JSON from Jaeger's trace page instead"
            : Has("resourceMetrics") ? "OTLP metrics in JSON, which are not read; save OpenMetrics text"
            : Has("resourceProfiles") ? "OTLP profiles"
            : Has("traces") || Has("summaries") || Has("traceSummaries")
                ? "a search answer with summaries of traces, not their spans; save the traces themselves"
            : Has("scopes") || Has("tagValues") || Has("tagNames") ? "a list of Tempo's tags, which has no spans"
            : Has("status", "data") || Has("status", "error") ? "an answer of Prometheus's HTTP API, which is not read; save OpenMetrics text, or connect to the server"
            : Has("parent", "child") || Has("name", "spanKind") || Has("services") || Has("operations") || (Has("data") && HasBareValues)
                ? "a list of Jaeger's services, operations or dependencies, which has no spans"
            : Has("elements") ? "Kiali's mesh page, which is of its infrastructure; save a traffic graph"
            : Has("entries") ? "a Kiali server's log lines; save them with kubectl logs --timestamps"
            : Has("apiVersion", "kind") ? "a Kubernetes object"
            : Has("nbformat", "cells") ? "a Jupyter notebook"
            : Has("schema", "verb") ? "the output of a verb; open the source that it was made from"
            : Has("captures") ? "a snapshot's manifest; open the folder that it is in"
            : Has("error") || Has("errors") ? "a server's error answer and no trace"
            : _names.Count == 0 ? (HasBareValues ? "JSON without any object" : "JSON without anything in it")
            : $"JSON of an unknown kind ({(IsList ? "a list of " : string.Empty)}objects with {string.Join(", ", _names.Take(ShownNames))})";
    }

    private bool Has(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (!_set.Contains(name))
            {
                return false;
            }
        }

        return true;
    }
}
