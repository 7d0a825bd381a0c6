namespace Kiali.Tracing.Interactive.Verbs;

/// <summary>A verb: the same class in every host.</summary>
public abstract class VerbCommand
{
    /// <summary>What the verb is called, takes and shows.</summary>
    public abstract VerbDefinition Definition { get; }

    /// <summary>Runs the verb.</summary>
    /// <param name="context">What it works with.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>What it shows.</returns>
    /// <exception cref="VerbFailedException">It cannot go on for a reason that its user can mend.</exception>
    /// <exception cref="Kiali.Tracing.Sources.SourceException">A source failed.</exception>
    public abstract Task<VerbResult> RunAsync(VerbContext context, CancellationToken cancellationToken);
}
