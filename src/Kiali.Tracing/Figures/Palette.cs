using System.Collections.Immutable;

namespace Kiali.Tracing.Figures;

/// <summary>The colours of every output, by what they mean. Text reaches a contrast of 4.5 against its ground, marks 3.</summary>
/// <remarks>A colour never speaks alone: with each goes a sign, a shape, a number or a word.</remarks>
public static class Palette
{
    /// <summary>Text on white.</summary>
    public static Rgb Ink => Rgb.FromHex(0x1f2329);

    /// <summary>Secondary text on white: ticks, units, captions.</summary>
    public static Rgb SecondInk => Rgb.FromHex(0x57606a);

    /// <summary>Text of what is drawn pale.</summary>
    public static Rgb PaleInk => Rgb.FromHex(0x6b737c);

    /// <summary>Borders and axis lines.</summary>
    public static Rgb Hairline => Rgb.FromHex(0xc9ced4);

    /// <summary>Grid lines.</summary>
    public static Rgb Grid => Rgb.FromHex(0xe6e9ed);

    /// <summary>The band of one histogram bucket.</summary>
    public static Rgb BucketBand => Rgb.FromHex(0xf1f3f5);

    /// <summary>The ground of a namespace box.</summary>
    public static Rgb BoxGround => Rgb.FromHex(0xfafbfc);

    /// <summary>The ground of a picture's card.</summary>
    public static Rgb Card => Rgb.White;

    /// <summary>A trace, a span, a series.</summary>
    public static Rgb Series => Rgb.FromHex(0x0066cc);

    /// <summary>The light fill of a trace or span.</summary>
    public static Rgb SeriesFill => Rgb.FromHex(0xb9dafc);

    /// <summary>A bar that reads on any ground, dark or light.</summary>
    public static Rgb Bar => Rgb.FromHex(0x4394e5);

    /// <summary>The line of p99.</summary>
    public static Rgb P99 => Rgb.FromHex(0x004080);

    /// <summary>The line of p90.</summary>
    public static Rgb P90 => Rgb.FromHex(0x0066cc);

    /// <summary>The line of p50.</summary>
    public static Rgb P50 => Rgb.FromHex(0x4394e5);

    /// <summary>The label of p50's line.</summary>
    public static Rgb P50Label => Rgb.FromHex(0x1a6fc4);

    /// <summary>The line of the average, which is dashed.</summary>
    public static Rgb Average => Rgb.FromHex(0x57606a);

    /// <summary>The lines of groups, in the order of the groups; each has a pattern and a number, too.</summary>
    public static ImmutableArray<Rgb> Groups { get; } =
    [
        Rgb.FromHex(0x0066cc), Rgb.FromHex(0xb85c00), Rgb.FromHex(0x2f7a6b), Rgb.FromHex(0x8a2f7f), Rgb.FromHex(0x57606a), Rgb.FromHex(0x5e40be),
        Rgb.FromHex(0x8f5f00), Rgb.FromHex(0x1a6fc4),
    ];

    /// <summary>An exemplar laid over metrics.</summary>
    public static Rgb Exemplar => Rgb.FromHex(0x5e40be);

    /// <summary>An error: mark, line or text on white.</summary>
    public static Rgb Error => Rgb.FromHex(0xc9190b);

    /// <summary>The light fill of an error.</summary>
    public static Rgb ErrorFill => Rgb.FromHex(0xfbc5c5);

    /// <summary>The area under an error line.</summary>
    public static Rgb ErrorArea => Rgb.FromHex(0xf4d1ce);

    /// <summary>A healthy edge or node.</summary>
    public static Rgb Healthy => Rgb.FromHex(0x3e8635);

    /// <summary>A degraded edge or node.</summary>
    public static Rgb Degraded => Rgb.FromHex(0xb87a00);

    /// <summary>Text about something degraded, on white.</summary>
    public static Rgb DegradedText => Rgb.FromHex(0x8f5f00);

    /// <summary>The band of a trace under the graph's edges and nodes.</summary>
    public static Rgb TraceBand => Rgb.FromHex(0xcfc5ee);

    /// <summary>Line and text of what only a trace has seen.</summary>
    public static Rgb TraceOnly => Rgb.FromHex(0x5e40be);

    /// <summary>Fill of a span laid over metrics, at <see cref="SpanDotOpacity"/>.</summary>
    public static Rgb SpanDot => Rgb.FromHex(0x63bdbd);

    /// <summary>Opacity of <see cref="SpanDot"/>.</summary>
    public static double SpanDotOpacity => 0.6;

    /// <summary>Edge of a span laid over metrics, and the whiskers of its box.</summary>
    public static Rgb SpanEdge => Rgb.FromHex(0x2f9a9a);

    /// <summary>Text about the spans laid over metrics.</summary>
    public static Rgb SpanText => Rgb.FromHex(0x1f7373);

    /// <summary>Fill of a box of spans.</summary>
    public static Rgb SpanBox => Rgb.FromHex(0xd5eeee);

    /// <summary>Median of a box of spans.</summary>
    public static Rgb SpanMedian => Rgb.FromHex(0x0b5c5c);

    /// <summary>Edge of a heat cell that has no heat colour.</summary>
    public static Rgb CellEdge => Rgb.FromHex(0x8c959f);

    /// <summary>Heat: at most a quarter of the statistic, or 10 ms less.</summary>
    public static Rgb HeatMuchFaster => Rgb.FromHex(0x3e8635);

    /// <summary>Heat: half of the statistic, or 5 ms less.</summary>
    public static Rgb HeatFaster => Rgb.FromHex(0x92d400);

    /// <summary>Heat: as the statistic.</summary>
    public static Rgb HeatSame => Rgb.FromHex(0xe4f5bc);

    /// <summary>Heat: twice the statistic, or 5 ms more.</summary>
    public static Rgb HeatSlower => Rgb.FromHex(0xf0ab00);

    /// <summary>Heat: at least four times the statistic, or 10 ms more.</summary>
    public static Rgb HeatMuchSlower => Rgb.FromHex(0xc9190b);

    /// <summary>A cell of a table that says error.</summary>
    public static Tone ErrorCell => new(Rgb.FromHex(0xfbd5d5), Rgb.FromHex(0x7d1007));

    /// <summary>A fact that shouts.</summary>
    public static Tone ShoutCell => new(Error, Rgb.White);

    /// <summary>A cell of a table that says degraded.</summary>
    public static Tone DegradedCell => new(Rgb.FromHex(0xffe3a3), Rgb.FromHex(0x5c3d00));

    /// <summary>A cell of a table about what only a trace has seen.</summary>
    public static Tone TraceCell => new(Rgb.FromHex(0xe3dcf6), Rgb.FromHex(0x40288f));

    /// <summary>A heat cell whose duration and statistic cannot be told apart.</summary>
    public static Tone NotToldApartCell => new(Rgb.FromHex(0xeef0f2), Rgb.Black);

    /// <summary>A cell without data, and the empty part of a progress bar.</summary>
    public static Tone NoDataCell => new(Rgb.FromHex(0xe0e0e0), Rgb.Black);

    /// <summary>A row of the dark log table; its text colour is the application's.</summary>
    public static Tone LogRow => new(Rgb.FromHex(0x15191f), LogApplication);

    /// <summary>An error row of the dark log table.</summary>
    public static Tone LogErrorRow => new(Rgb.FromHex(0x4a1512), LogApplication);

    /// <summary>An application's line in the dark log table.</summary>
    public static Rgb LogApplication => Rgb.FromHex(0xf2f4f6);

    /// <summary>A proxy's line in the dark log table.</summary>
    public static Rgb LogProxy => Rgb.FromHex(0xffcc17);

    /// <summary>A span's line in the dark log table.</summary>
    public static Rgb LogSpan => Rgb.FromHex(0x92c5f9);

    /// <summary>Muted text in the dark log table: times, pods, weak joins.</summary>
    public static Rgb LogMuted => Rgb.FromHex(0xaab2bb);

    /// <summary>The count of a repeated log line.</summary>
    public static Tone LogRepeats => new(Rgb.FromHex(0xcfd6de), Rgb.Black);

    /// <summary>The mark of an error message.</summary>
    public static Tone ErrorMessage => new(Error, Rgb.White);

    /// <summary>The mark of a partial answer, or of work that was stopped.</summary>
    public static Tone PartialMessage => new(HeatSlower, Rgb.Black);

    /// <summary>The mark of a warning.</summary>
    public static Tone WarningMessage => new(TraceOnly, Rgb.White);
}
