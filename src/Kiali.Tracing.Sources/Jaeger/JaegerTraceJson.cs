using System.Text.Json;
using Kiali.Tracing.Columns;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>Reads the spans and processes of traces in the JSON of Jaeger's query service and of the page's download button, straight into columns.</summary>
/// <remarks>
/// The caller walks the objects around a trace and hands over at <c>spans</c>, <c>processes</c> and the trace's end, in any order of the first two.
/// Times are microseconds. UI exports repeat whole spans inside references: those copies are skipped.
/// </remarks>
internal sealed class JaegerTraceJson(JsonInput input, SpanColumnsBuilder columns, ReadTally tally)
{
    private readonly JaegerSpanJson _spans = new(input, columns, tally);
    private readonly JaegerTagJson _tags = new(input, columns, tally);
    private readonly Dictionary<int, int> _resources = [];
    private int _firstRow;

    /// <summary>Starts a trace.</summary>
    public void Begin()
    {
        _resources.Clear();
        _spans.ProcessIds.Clear();
        _firstRow = columns.Count;
    }

    /// <summary>Reads the array of spans; the reader stands at its first token.</summary>
    public void ReadSpans(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            input.Skip(ref reader);
            return;
        }

        while (input.Read(ref reader) && reader.TokenType != JsonTokenType.EndArray)
        {
            _spans.Read(ref reader);
        }
    }

    /// <summary>Reads the object of processes; the reader stands at its first token.</summary>
    public void ReadProcesses(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            input.Skip(ref reader);
            return;
        }

        while (input.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            int id = input.Text(ref reader, columns);
            input.Read(ref reader);
            _resources[id] = ReadProcess(ref reader);
        }
    }

    /// <summary>Ends a trace, also one that the file's end cut: spans get the resources that their process ids stand for.</summary>
    public void End()
    {
        _spans.Abandon();
        int missing = 0;
        for (int index = 0; index < _spans.ProcessIds.Count; index++)
        {
            int process = _spans.ProcessIds[index];
            if (_resources.TryGetValue(process, out int resource))
            {
                columns.AssignResource(_firstRow + index, resource);
            }
            else if (process >= 0)
            {
                missing++;
            }
        }

        tally.Add("unknown-process", "spans name a process that their trace does not list; their service is not known", count: missing);
        Begin();
    }

    private int ReadProcess(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            input.Skip(ref reader);
            return 0;
        }

        List<KeyValuePair<string, AttributeValue>> attributes = [];
        while (input.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = input.Utf8(ref reader);
            if (name.SequenceEqual("serviceName"u8))
            {
                input.Read(ref reader);
                attributes.Insert(0, new(OpenTelemetryAttributes.ServiceName, AttributeValue.Of(input.String(ref reader))));
            }
            else if (name.SequenceEqual("tags"u8))
            {
                input.Read(ref reader);
                ReadTags(ref reader, attributes);
            }
            else
            {
                input.Skip(ref reader);
            }
        }

        return columns.AddResource(new Resource(new AttributeSet([.. attributes])));
    }

    private void ReadTags(ref Utf8JsonReader reader, List<KeyValuePair<string, AttributeValue>> attributes)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            input.Skip(ref reader);
            return;
        }

        while (input.Read(ref reader) && reader.TokenType != JsonTokenType.EndArray)
        {
            if (_tags.TryRead(ref reader, out JaegerTag tag))
            {
                attributes.Add(new(columns.TextOf(tag.Key), _tags.ValueOf(tag)));
            }
        }
    }
}
