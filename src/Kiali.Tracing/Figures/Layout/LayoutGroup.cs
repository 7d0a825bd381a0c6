namespace Kiali.Tracing.Figures.Layout;

/// <summary>Where a group's box, or a smaller box, came to lie.</summary>
/// <param name="Group">The group.</param>
/// <param name="Box">The smaller box; null for the group's own.</param>
/// <param name="FirstLayer">The leftmost layer it holds.</param>
/// <param name="LastLayer">The rightmost layer it holds.</param>
/// <param name="Top">Its upper edge, px.</param>
/// <param name="Bottom">Its lower edge, px.</param>
internal sealed record LayoutGroup(string Group, string? Box, int FirstLayer, int LastLayer, double Top, double Bottom);
