namespace Kiali.Tracing.Figures.Layout;

/// <summary>What moves up and down as one: a node, a box with its nodes, or the place where a long edge passes a layer.</summary>
internal sealed class LayoutItem
{
    public required int Lane { get; init; }

    /// <summary>The group's key; empty for passages, and for nodes of no group.</summary>
    public required string Group { get; init; }

    /// <summary>The box's key; null unless it is a box.</summary>
    public string? Box { get; init; }

    public required int FirstLayer { get; init; }

    public required int LastLayer { get; init; }

    /// <summary>Its vertices, in the order they lie in within each layer.</summary>
    public required List<int> Vertices { get; init; }

    /// <summary>From its top to the middle of its first row, px.</summary>
    public required double Above { get; init; }

    /// <summary>Its height, px.</summary>
    public required double Height { get; init; }

    public bool SharesLayer(LayoutItem other) => FirstLayer <= other.LastLayer && other.FirstLayer <= LastLayer;
}
