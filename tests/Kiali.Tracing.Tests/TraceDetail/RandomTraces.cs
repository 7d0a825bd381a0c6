using CsCheck;
using Kiali.Tracing.Columns;

namespace Kiali.Tracing.Tests.TraceDetail;

/// <summary>Traces of any shape: children within, beside and outside their parents, clocks that disagree, missing parents.</summary>
internal static class RandomTraces
{
    private const long Origin = 1_794_654_000_000_000_000;

    private static readonly string[] Names = ["get", "put", "list", "find", "connect"];
    private static readonly string[] Services = ["gateway", "product", "reviews", "ratings"];

    /// <summary>One trace of 1 to 40 spans.</summary>
    public static Gen<TraceSet> One { get; } = Many(1);

    /// <summary>One trace of up to 600 spans, more than a waterfall has rows.</summary>
    public static Gen<TraceSet> Wide { get; } = Gen.Select(Gen.Int[1, 600], Gen.Int[0, 1_000_000]).Select((size, seed) =>
    {
        SpanColumnsBuilder builder = new();
        Add(builder, 1, size, new Random(seed));
        return TraceSet.Create([builder.Build()]);
    });

    /// <summary>Some traces.</summary>
    /// <param name="most">How many at most.</param>
    public static Gen<TraceSet> Many(int most)
        => Gen.Select(Gen.Int[1, 40], Gen.Int[0, 1_000_000]).Array[1, most].Select(sizes =>
        {
            SpanColumnsBuilder builder = new();
            for (int index = 0; index < sizes.Length; index++)
            {
                Add(builder, (ulong)index + 1, sizes[index].Item1, new Random(sizes[index].Item2));
            }

            return TraceSet.Create([builder.Build()]);
        });

    public static Trace Chain(int length)
    {
        SpanColumnsBuilder builder = new();
        for (int index = 0; index < length; index++)
        {
            builder.SetIds(new TraceId(0, 1), new SpanId((ulong)index + 1));
            builder.SetParent(new SpanId((ulong)index));
            builder.SetName(builder.AddString("step"));
            builder.SetTimes(Origin + index, Origin + (4L * length) - index);
            builder.Commit();
        }

        return TraceSet.Create([builder.Build()]).Traces.Single();
    }

    private static void Add(SpanColumnsBuilder builder, ulong traceNumber, int size, Random random)
    {
        long[] starts = new long[size];
        long[] lengths = new long[size];
        for (int index = 0; index < size; index++)
        {
            int parent = index == 0 ? -1 : random.Next(Math.Max(0, index - 5), index);
            starts[index] = index == 0 ? Origin : starts[parent] + random.NextInt64(-20, 120) * UnixTime.NanosPerMilli;
            lengths[index] = random.Next(8) == 0 ? 0 : random.NextInt64(1, 150) * UnixTime.NanosPerMilli / (random.Next(3) + 1);
            builder.SetIds(new TraceId(0, traceNumber), new SpanId((traceNumber << 32) + (ulong)(random.Next(60) == 0 ? Math.Max(1, index) : index + 1)));
            builder.SetParent(parent < 0 ? default : new SpanId((traceNumber << 32) + (random.Next(25) == 0 ? 999UL : (ulong)parent + 1)));
            builder.SetName(builder.AddString(Names[random.Next(Names.Length)]));
            builder.SetKind((SpanKind)random.Next(6));
            builder.SetTimes(starts[index], starts[index] + lengths[index]);
            builder.SetOrigin(builder.AddResource(new Resource(AttributeSet.OfTexts(("service.name", Services[random.Next(Services.Length)])))), 0);
            builder.AddTextAttribute(builder.AddString("zone"), builder.AddString(random.Next(3) == 0 ? "" : $"z{random.Next(3)}"));
            if (random.Next(4) == 0)
            {
                builder.AddTextAttribute(builder.AddString("http.status_code"), builder.AddString(random.Next(2) == 0 ? "503" : "200"));
            }

            builder.Commit();
        }
    }
}
