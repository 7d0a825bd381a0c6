namespace Kiali.Tracing.Sources;

/// <summary>What all sources have.</summary>
public interface ISource
{
    /// <summary>The URI it was opened by, without credentials.</summary>
    string Uri { get; }

    /// <summary>The recorded range of a file or snapshot; null for a live source, and for a file without times.</summary>
    TimeRange? RecordedRange { get; }
}
