using Kiali.Tracing.Columns;
using Kiali.Tracing.Json;

namespace Kiali.Tracing.Analyses.Stats;

/// <summary>Reads one key of the spans of one set of columns, each distinct value only once.</summary>
internal abstract class KeyReader(SpanColumns columns, ValueNumbers values)
{
    protected SpanColumns Columns { get; } = columns;

    protected ValueNumbers Values { get; } = values;

    public static KeyReader Create(StatsKey key, SpanColumns columns, ValueNumbers values) => key.Word switch
    {
        "service" => new ByTable(columns, values, columns.Resources.Length, row => columns.ResourceNumbers[row], number => columns.Resources[number].ServiceName),
        "name" => new ByTable(columns, values, columns.Strings.Count, row => columns.Names[row], number => columns.Strings[number]),
        "kind" => new ByTable(columns, values, byte.MaxValue + 1, row => columns.Kinds[row], number => ContractWords.Of((SpanKind)number)),
        "status" => new ByStatus(columns, values),
        "workload" => new ByTable(columns, values, columns.Owners.Count, columns.Owners.NumberOf, number => columns.Owners[number].Workload?.Name),
        "namespace" => new ByTable(columns, values, columns.Owners.Count, columns.Owners.NumberOf, number => columns.Owners[number].Namespace),
        _ => new ByAttribute(columns, values, key.Word),
    };

    /// <summary>The number of a span's value.</summary>
    public abstract int NumberOf(int row);

    /// <summary>A key that is a number of a table in the columns.</summary>
    private sealed class ByTable(SpanColumns columns, ValueNumbers values, int size, Func<int, int> entryOf, Func<int, string?> textOf)
        : KeyReader(columns, values)
    {
        private readonly int[] _numbers = CreateUnknown(size);

        public override int NumberOf(int row)
        {
            int entry = entryOf(row);
            return _numbers[entry] >= 0 ? _numbers[entry] : _numbers[entry] = Values.NumberOf(textOf(entry));
        }
    }

    private sealed class ByStatus(SpanColumns columns, ValueNumbers values) : KeyReader(columns, values)
    {
        private readonly ColumnOutcomes _outcomes = new(columns);

        public override int NumberOf(int row)
        {
            SpanOutcome outcome = _outcomes.OutcomeOf(row);
            return Values.NumberOf(_outcomes.Failed(row) ? SpanErrors.TextOf(outcome) : outcome.Text);
        }
    }

    private sealed class ByAttribute(SpanColumns columns, ValueNumbers values, string key) : KeyReader(columns, values)
    {
        private readonly int _key = columns.Strings.IndexOf(key);
        private readonly int[] _ofResources = CreateUnknown(columns.Resources.Length);

        public override int NumberOf(int row)
        {
            if (Columns.TryGetAttribute(row, _key, out AttributeValue value))
            {
                return Values.NumberOf(value.ToString());
            }

            int resource = Columns.ResourceNumbers[row];
            return _ofResources[resource] >= 0
                ? _ofResources[resource]
                : _ofResources[resource] = Values.NumberOf(Columns.Resources[resource].Attributes.GetText(key));
        }
    }

    private static int[] CreateUnknown(int size)
    {
        int[] numbers = new int[size];
        Array.Fill(numbers, -1);
        return numbers;
    }
}
