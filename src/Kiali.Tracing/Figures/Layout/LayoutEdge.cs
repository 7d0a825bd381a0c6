namespace Kiali.Tracing.Figures.Layout;

/// <summary>An edge to be laid out.</summary>
/// <param name="Source">The id of the node it leaves.</param>
/// <param name="Target">The id of the node it reaches.</param>
internal readonly record struct LayoutEdge(string Source, string Target);
