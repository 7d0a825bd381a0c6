namespace Kiali.Tracing.Tool.Shell;

/// <summary>The version of this program.</summary>
internal static class ProductVersion
{
    /// <summary>Name and version on one line.</summary>
    public static string Text { get; } = $"kiali-tracing {typeof(ProductVersion).Assembly.GetName().Version?.ToString(3)}";
}
