namespace Kiali.Tracing.Views;

/// <summary>How bad a message is.</summary>
public enum MessageKind
{
    /// <summary>✕ error: there is no answer.</summary>
    Error,

    /// <summary>! partial: an answer that lacks something.</summary>
    Partial,

    /// <summary>! stopped: what had arrived when the work was interrupted.</summary>
    Stopped,

    /// <summary>? warning: a whole answer, with something to know about it.</summary>
    Warning,

    /// <summary>No mark and no colour: something to know, such as an empty window.</summary>
    Note,
}
