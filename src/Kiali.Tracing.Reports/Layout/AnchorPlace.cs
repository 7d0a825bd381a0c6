namespace Kiali.Tracing.Reports.Layout;

/// <summary>Where an anchor is.</summary>
/// <param name="PageNumber">Its page, 1-based.</param>
/// <param name="Top">Its distance from the page's top in points.</param>
internal readonly record struct AnchorPlace(int PageNumber, float Top);
