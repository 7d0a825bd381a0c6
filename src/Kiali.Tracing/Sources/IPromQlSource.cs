namespace Kiali.Tracing.Sources;

/// <summary>Answers what is asked in PromQL. Only a server does; a snapshot has samples, but no engine for the language.</summary>
/// <remarks>
/// What the server cannot read, or will not compute, is an <see cref="ArgumentException"/> with the server's words. Other failures as with
/// <see cref="ITraceSource"/>.
/// </remarks>
public interface IPromQlSource : ISource
{
    /// <summary>Asks.</summary>
    /// <param name="query">What, and when.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The answer; incomplete when the server says that it lacks a part.</returns>
    Task<Answer<PromQlAnswer>> QueryAsync(PromQlQuery query, CancellationToken cancellationToken);
}
