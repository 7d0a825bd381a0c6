using System.Numerics;
using Kiali.Tracing.TestKit.Simulation.Scenarios;

namespace Kiali.Tracing.TestKit.Simulation.Engine;

/// <summary>
/// Pseudo-random numbers that are the same on every machine and runtime: xoshiro256** seeded through SplitMix64
/// (Blackman and Vigna, "Scrambled linear pseudorandom number generators").
/// </summary>
public sealed class SeededRandom
{
    private ulong s0;
    private ulong s1;
    private ulong s2;
    private ulong s3;

    /// <summary>Starts a stream of its own for each pair of seed and stream number.</summary>
    public SeededRandom(ulong seed, ulong stream)
    {
        var state = unchecked(seed + ((stream + 1) * 0xD1342543DE82EF95UL));
        s0 = SplitMix(ref state);
        s1 = SplitMix(ref state);
        s2 = SplitMix(ref state);
        s3 = SplitMix(ref state);
    }

    /// <summary>Uniform over all 64-bit numbers.</summary>
    public ulong NextUInt64()
    {
        unchecked
        {
            var result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
            var t = s1 << 17;
            s2 ^= s0;
            s3 ^= s1;
            s1 ^= s2;
            s0 ^= s3;
            s2 ^= t;
            s3 = BitOperations.RotateLeft(s3, 45);
            return result;
        }
    }

    /// <summary>Uniform over [0, 1) in steps of 2^-53.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform over 0 to <paramref name="exclusiveMax"/> − 1.</summary>
    public int NextIndex(int exclusiveMax) => (int)(NextDouble() * exclusiveMax);

    /// <summary>Exponential with the given mean.</summary>
    public double NextExponential(double mean) => -Math.Log(1 - NextDouble()) * mean;

    /// <summary>A draw in nanoseconds, at least 0.</summary>
    public long NextNanoseconds(Latency latency)
    {
        ArgumentNullException.ThrowIfNull(latency);
        var millis = latency.MedianMs * Math.Exp(latency.Sigma * NextNormal());
        return (long)Math.Round(Math.Clamp(millis, latency.MinMs, latency.MaxMs) * 1e6);
    }

    /// <summary>One of several by weight.</summary>
    public string NextChoice(IReadOnlyList<Weighted> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        var left = NextDouble() * choices.Sum(choice => choice.Weight);
        foreach (var choice in choices)
        {
            left -= choice.Weight;
            if (left < 0)
            {
                return choice.Value;
            }
        }

        return choices[^1].Value;
    }

    // Box and Muller: two uniform draws give one normal draw; the second one is not kept, so that a draw has no memory.
    private double NextNormal() =>
        Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    private static ulong SplitMix(ref ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15UL;
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
