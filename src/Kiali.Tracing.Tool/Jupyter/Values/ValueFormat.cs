using Kiali.Tracing.Tool.Jupyter.Scripting;

namespace Kiali.Tracing.Tool.Jupyter.Values;

/// <summary>How values of one kind are shown.</summary>
/// <param name="Show">Shows a value; null when it is not of this kind.</param>
internal sealed record ValueFormat(Func<object, MimeBundle?> Show)
{
    /// <summary>How values of a type, and of those derived from it, are shown.</summary>
    public static ValueFormat For<T>(Func<T, MimeBundle?> show) => new(value => value is T typed ? show(typed) : null);
}
