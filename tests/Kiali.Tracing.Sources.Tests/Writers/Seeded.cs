namespace Kiali.Tracing.Sources.Tests.Writers;

/// <summary>Dice that a generated seed throws, so that a failure repeats.</summary>
internal sealed class Seeded : Random
{
    private uint _state;

    public Seeded(int seed)
        : base(0)
    {
        _state = unchecked((uint)seed * 2654435761u) | 1;
    }

    public override int Next(int maxValue) => (int)(Step() % (uint)maxValue);

    public override int Next(int minValue, int maxValue) => minValue + Next(maxValue - minValue);

    private uint Step()
    {
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        return _state >> 3;
    }
}
