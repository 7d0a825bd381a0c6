namespace Kiali.Tracing.Sources.Tempo;

/// <summary>Asks Tempo's search over one of its wires.</summary>
internal interface ITempoSearch
{
    /// <summary>Asks once.</summary>
    /// <param name="question">The question.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The answer, or the refusal of the question as such.</returns>
    /// <exception cref="SourceException">There is no answer.</exception>
    Task<TempoSearchAnswer> SearchAsync(TempoSearchQuestion question, CancellationToken cancellationToken);
}
