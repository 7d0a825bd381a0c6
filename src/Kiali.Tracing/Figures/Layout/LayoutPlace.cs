namespace Kiali.Tracing.Figures.Layout;

/// <summary>A place in a layout: how far right by layer, how far down in px.</summary>
/// <param name="Layer">The layer, from 0 at the left.</param>
/// <param name="Y">The middle, px from the top.</param>
internal readonly record struct LayoutPlace(int Layer, double Y);
