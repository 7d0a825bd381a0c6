namespace Kiali.Tracing.Reports.Text;

/// <summary>What a face is for; each role is one bundled typeface.</summary>
internal enum FontRole
{
    /// <summary>Body text, captions, labels.</summary>
    Body,

    /// <summary>Headings and key figures.</summary>
    SemiBold,

    /// <summary>Titles and what is bold in a table.</summary>
    Bold,

    /// <summary>Log lines and ids.</summary>
    Mono,

    /// <summary>What is bold in a log line.</summary>
    MonoBold,
}
