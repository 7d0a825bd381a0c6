using System.Collections.Immutable;
using System.Globalization;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Logs;

/// <summary>The ids that a line names under their keys.</summary>
/// <param name="TraceIds">The traces; distinct, without zeros.</param>
/// <param name="SpanIds">The spans; distinct, without zeros.</param>
/// <param name="RequestIds">The requests; distinct.</param>
internal sealed record LogIdentifiers(ImmutableArray<NamedTraceId> TraceIds, ImmutableArray<SpanId> SpanIds, ImmutableArray<string> RequestIds)
{
    private const int LongestKey = 40;
    private const int LongestValue = 128;
    private const int MostIds = 16;

    /// <summary>No ids.</summary>
    public static LogIdentifiers None { get; } = new([], [], []);

    /// <summary>Reads the ids of a line: <c>key=value</c>, <c>key: value</c> and <c>"key":"value"</c>, also within a text that is itself quoted.</summary>
    public static LogIdentifiers Read(string line)
    {
        Collector found = default;
        for (int index = 1; index < line.Length; index++)
        {
            if (line[index] is '=' or ':' && TryKey(line, index, out ReadOnlySpan<char> key))
            {
                found.Add(key, ValueAt(line, index + 1));
            }
        }

        return found.Build();
    }

    /// <summary>Reads the ids of a JSON line's fields, those of objects within it too.</summary>
    public static LogIdentifiers Read(JsonLine json)
    {
        Collector found = default;
        foreach ((string name, string value) in json.Fields)
        {
            found.Add(name, value.AsSpan().Trim());
        }

        return found.Build();
    }

    /// <summary>Reads the ids that came beside a line.</summary>
    public static LogIdentifiers Read(AttributeSet attributes)
    {
        Collector found = default;
        foreach ((string name, AttributeValue value) in attributes)
        {
            found.Add(name, value.ToString());
        }

        return found.Build();
    }

    /// <summary>These ids, and of the kinds that are missing those of another reading.</summary>
    public LogIdentifiers Or(LogIdentifiers other) => this == None ? other : new(
        TraceIds.IsEmpty ? other.TraceIds : TraceIds,
        SpanIds.IsEmpty ? other.SpanIds : SpanIds,
        RequestIds.IsEmpty ? other.RequestIds : RequestIds);

    private static bool TryKey(string line, int separator, out ReadOnlySpan<char> key)
    {
        int end = separator;
        while (end > 0 && line[end - 1] is ' ' or '"' or '\'' or '\\' && separator - end < 4)
        {
            end--;
        }

        int start = end;
        while (start > 0 && end - start <= LongestKey && IsOfKey(line[start - 1]))
        {
            start--;
        }

        key = line.AsSpan(start, end - start);
        return key.Length is >= 6 and <= LongestKey;
    }

    private static ReadOnlySpan<char> ValueAt(string line, int start)
    {
        int limit = Math.Min(line.Length, start + 6);
        while (start < limit && line[start] is ' ' or '"' or '\'' or '\\')
        {
            start++;
        }

        int end = start;
        while (end < line.Length && (char.IsLetterOrDigit(line[end]) || line[end] is '-' or '_'))
        {
            end++;
        }

        return line.AsSpan(start, end - start);
    }

    private static bool IsOfKey(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.';

    private static bool IsOneOf(ReadOnlySpan<char> key, ImmutableArray<string> known)
    {
        foreach (string word in known)
        {
            if (key.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private struct Collector
    {
        private List<NamedTraceId>? _traces;
        private List<SpanId>? _spans;
        private List<string>? _requests;

        public void Add(ReadOnlySpan<char> key, ReadOnlySpan<char> value)
        {
            if (value.Length is 0 or > LongestValue)
            {
                return;
            }

            int dot = key.LastIndexOf('.');
            ReadOnlySpan<char> name = key[(dot + 1)..];
            if (key.EndsWith(LogKeys.DatadogTraceId, StringComparison.OrdinalIgnoreCase))
            {
                AddDatadogTrace(value);
            }
            else if (key.EndsWith(LogKeys.DatadogSpanId, StringComparison.OrdinalIgnoreCase))
            {
                if (ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number))
                {
                    Add(new SpanId(number));
                }
            }
            else if (name.Equals(LogKeys.TraceParent, StringComparison.OrdinalIgnoreCase))
            {
                AddTraceParent(value);
            }
            else if (IsOneOf(name, LogKeys.TraceIds) && TraceId.TryParse(value, out TraceId trace) && !value.StartsWith("0x", StringComparison.Ordinal))
            {
                Add(new NamedTraceId(trace, value.Length <= 16));
            }
            else if (IsOneOf(name, LogKeys.SpanIds) && SpanId.TryParse(value, out SpanId span))
            {
                Add(span);
            }
            else if (IsOneOf(name, LogKeys.RequestIds))
            {
                Add(value.ToString());
            }
        }

        public readonly LogIdentifiers Build()
            => _traces is null && _spans is null && _requests is null ? None : new([.. _traces ?? []], [.. _spans ?? []], [.. _requests ?? []]);

        // 64 bits in decimal; in newer clients 128 bits in hexadecimal digits.
        private void AddDatadogTrace(ReadOnlySpan<char> value)
        {
            if (value.Length == 32 && TraceId.TryParse(value, out TraceId whole))
            {
                Add(new NamedTraceId(whole, false));
            }
            else if (ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out ulong low))
            {
                Add(new NamedTraceId(new TraceId(0, low), true));
            }
        }

        // 00-<32>-<16>-<2>; later versions may go on.
        private void AddTraceParent(ReadOnlySpan<char> value)
        {
            if (value.Length >= 55 && value[2] == '-' && value[35] == '-' && value[52] == '-' && !value.StartsWith("ff", StringComparison.OrdinalIgnoreCase)
                && TraceId.TryParse(value.Slice(3, 32), out TraceId trace) && SpanId.TryParse(value.Slice(36, 16), out SpanId span))
            {
                Add(new NamedTraceId(trace, false));
                Add(span);
            }
        }

        private void Add(NamedTraceId id)
        {
            if (!id.Id.IsZero)
            {
                AddTo(ref _traces, id);
            }
        }

        private void Add(SpanId id)
        {
            if (!id.IsZero)
            {
                AddTo(ref _spans, id);
            }
        }

        private void Add(string id) => AddTo(ref _requests, id);

        private static void AddTo<T>(ref List<T>? list, T item)
        {
            list ??= [];
            if (list.Count < MostIds && !list.Contains(item))
            {
                list.Add(item);
            }
        }
    }
}
