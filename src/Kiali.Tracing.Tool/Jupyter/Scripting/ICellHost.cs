namespace Kiali.Tracing.Tool.Jupyter.Scripting;

/// <summary>What a running cell can ask of its front end. Safe on several threads.</summary>
internal interface ICellHost
{
    /// <summary>Writes text to a stream of the cell.</summary>
    void Write(bool isError, string text);

    /// <summary>Shows a value under the cell.</summary>
    /// <param name="bundle">Its forms.</param>
    /// <param name="displayId">A name under which it can be replaced later; null for none.</param>
    void Display(MimeBundle bundle, string? displayId = null);

    /// <summary>Replaces a value shown under that name.</summary>
    void UpdateDisplay(MimeBundle bundle, string displayId);

    /// <summary>Removes what the cell has shown, at once or when the next output comes.</summary>
    void ClearOutput(bool wait);

    /// <summary>Asks the user for a line.</summary>
    /// <param name="prompt">The question.</param>
    /// <param name="password">Whether the answer is hidden while it is typed.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="InvalidOperationException">The front end cannot ask.</exception>
    string ReadLine(string prompt, bool password, CancellationToken cancellationToken);
}
