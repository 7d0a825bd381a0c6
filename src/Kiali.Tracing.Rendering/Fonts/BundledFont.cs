namespace Kiali.Tracing.Rendering.Fonts;

/// <summary>The typefaces that travel inside this assembly. None is taken from the system, so every machine draws the same.</summary>
public enum BundledFont
{
    /// <summary>Inter, weight 400: labels and body text.</summary>
    InterRegular,

    /// <summary>Inter, weight 600: headings and key figures.</summary>
    InterSemiBold,

    /// <summary>Inter, weight 700: titles and what is bold in a table.</summary>
    InterBold,

    /// <summary>JetBrains Mono, weight 400: log lines, ids and code.</summary>
    JetBrainsMonoRegular,

    /// <summary>JetBrains Mono, weight 700: what is bold in a log line.</summary>
    JetBrainsMonoBold,
}
