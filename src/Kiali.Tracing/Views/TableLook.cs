namespace Kiali.Tracing.Views;

/// <summary>What kind of table it is, for renderers whose look differs from the notebook's, such as a report's.</summary>
public enum TableLook
{
    /// <summary>Rows of a list.</summary>
    List,

    /// <summary>Coloured cells, as wide as they need.</summary>
    Matrix,

    /// <summary>Log lines: dark rows in a notebook, tinted rows on paper.</summary>
    Logs,
}
