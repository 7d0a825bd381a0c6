using System.Collections.Immutable;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Sources.Otlp;

/// <summary>What an OTLP log record says beside its body: the trace and span it belongs to, how bad it is, and attributes that tell the same.</summary>
internal sealed class OtlpLogContext
{
    private static readonly ImmutableArray<string> Severities = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];

    private readonly List<KeyValuePair<string, AttributeValue>> _items = [];

    /// <summary>Starts a record.</summary>
    public void Clear() => _items.Clear();

    /// <summary>Adds the trace's id; zero is none.</summary>
    public void AddTrace(TraceId id)
    {
        if (!id.IsZero)
        {
            _items.Add(new(LogKeys.TraceIds[0], AttributeValue.Of(id.ToString())));
        }
    }

    /// <summary>Adds the span's id; zero is none.</summary>
    public void AddSpan(SpanId id)
    {
        if (!id.IsZero)
        {
            _items.Add(new(LogKeys.SpanIds[0], AttributeValue.Of(id.ToString())));
        }
    }

    /// <summary>Adds the severity: its text as the source wrote it, else the word of its number, which has four degrees of each.</summary>
    /// <param name="text">The text; empty for none.</param>
    /// <param name="number">The number, 1 to 24; 0 for none.</param>
    public void AddSeverity(string text, long number)
    {
        string word = text.Length > 0 ? text : number is >= 1 and <= 24 ? Severities[(int)(number - 1) / 4] : string.Empty;
        if (word.Length > 0)
        {
            _items.Add(new(LogKeys.Severities[0], AttributeValue.Of(word)));
        }
    }

    /// <summary>Adds those attributes that tell of traces, requests and severities.</summary>
    public void Add(AttributeSet attributes)
    {
        foreach (KeyValuePair<string, AttributeValue> attribute in attributes)
        {
            if (LogKeys.IsTelling(attribute.Key))
            {
                _items.Add(attribute);
            }
        }
    }

    /// <summary>What was added.</summary>
    public AttributeSet ToSet() => _items.Count == 0 ? AttributeSet.Empty : new AttributeSet([.. _items]);
}
