using Kiali.Tracing.Tool.Jupyter.Values;

namespace Kiali.Tracing.Tool.Jupyter.Scripting;

/// <summary>A value that is shown under a cell and can be replaced there.</summary>
public sealed class DisplayedValue
{
    private readonly ICellHost host;
    private readonly string id;

    internal DisplayedValue(ICellHost host, string id)
    {
        this.host = host;
        this.id = id;
    }

    /// <summary>Shows another value in the same place.</summary>
    /// <param name="value">The value; null is shown as <c>null</c>.</param>
    public void Update(object? value) => host.UpdateDisplay(ValueFormats.Format(value), id);

    /// <summary>What a cell that ends in this value shows: nothing more.</summary>
    /// <returns>The empty text.</returns>
    public override string ToString() => string.Empty;
}
