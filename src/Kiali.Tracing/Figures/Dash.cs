namespace Kiali.Tracing.Figures;

/// <summary>The pattern of a dashed line, px. The default is a solid line.</summary>
/// <param name="On">Length of a dash.</param>
/// <param name="Off">Length of a gap.</param>
public readonly record struct Dash(double On, double Off)
{
    /// <summary>A solid line.</summary>
    public static Dash None => default;

    /// <summary>Dots, for reference lines such as p50 and p90 of a scatter.</summary>
    public static Dash Dotted => new(2, 4);

    /// <summary>Dashes, for the average.</summary>
    public static Dash Dashed => new(5, 3);

    /// <summary>Wide dashes, for what only a trace has seen.</summary>
    public static Dash TraceOnly => new(5, 4);

    /// <summary>Short dashes, for the edge of what is folded.</summary>
    public static Dash Folded => new(3, 2);

    /// <summary>Whether the line is solid.</summary>
    public bool IsSolid => On <= 0 || Off <= 0;
}
