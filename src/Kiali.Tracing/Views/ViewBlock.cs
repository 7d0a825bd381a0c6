namespace Kiali.Tracing.Views;

/// <summary>A part of a <see cref="View"/>, one below the other.</summary>
public abstract record ViewBlock
{
    private protected ViewBlock()
    {
    }
}
