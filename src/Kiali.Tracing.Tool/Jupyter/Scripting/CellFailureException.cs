using System.Collections.Immutable;

namespace Kiali.Tracing.Tool.Jupyter.Scripting;

/// <summary>A cell that failed, in the words that the user sees.</summary>
internal sealed class CellFailureException(string name, string message, ImmutableArray<string> traceback) : Exception(message)
{
    /// <summary>A failure that one line says all about.</summary>
    public CellFailureException(string name, string message)
        : this(name, message, [$"{name}: {message}"])
    {
    }

    /// <summary>The kind of failure.</summary>
    public string Name { get; } = name;

    /// <summary>The lines under the cell.</summary>
    public ImmutableArray<string> Traceback { get; } = traceback;
}
