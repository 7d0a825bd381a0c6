namespace Kiali.Tracing.Figures;

/// <summary>One of the eight kinds of thing that a figure is drawn of. Renderers know these and nothing else.</summary>
public abstract record Mark
{
    private protected Mark()
    {
    }

    /// <summary>Opacity of the whole mark, 0 to 1; default 1.</summary>
    public double Opacity { get; init; } = 1;
}
