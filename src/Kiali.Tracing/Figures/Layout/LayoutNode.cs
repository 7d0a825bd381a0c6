namespace Kiali.Tracing.Figures.Layout;

/// <summary>A node to be laid out.</summary>
/// <param name="Id">Its id, unique in the graph; decides ties, so that the input's order does not matter.</param>
/// <param name="Group">The group whose box holds it; null for none.</param>
/// <param name="Box">The smaller box within the group that holds it; null for none.</param>
/// <param name="Above">The room it needs above its middle, px.</param>
/// <param name="Below">The room it needs below its middle, px.</param>
internal sealed record LayoutNode(string Id, string? Group, string? Box, double Above, double Below);
