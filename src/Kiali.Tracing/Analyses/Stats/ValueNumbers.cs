namespace Kiali.Tracing.Analyses.Stats;

/// <summary>The distinct values of a key, each with a number. Number 0 is the lack of a value.</summary>
internal sealed class ValueNumbers
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string?> _values = [null];

    public string? this[int number] => _values[number];

    public int NumberOf(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return 0;
        }

        if (!_numbers.TryGetValue(value, out int number))
        {
            number = _values.Count;
            _numbers.Add(value, number);
            _values.Add(value);
        }

        return number;
    }
}
