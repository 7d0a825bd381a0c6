namespace Kiali.Tracing.Logs;

/// <summary>How bad a line is, by its own word.</summary>
public enum LogSeverity
{
    /// <summary>Finer than debugging.</summary>
    Trace = 0,

    /// <summary>For debugging.</summary>
    Debug = 1,

    /// <summary>Ordinary, and what does not say.</summary>
    Info = 2,

    /// <summary>Worth a look.</summary>
    Warn = 3,

    /// <summary>Something failed.</summary>
    Error = 4,

    /// <summary>The program could not go on.</summary>
    Fatal = 5,
}
