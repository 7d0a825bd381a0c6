namespace Kiali.Tracing.Interactive.Hosting;

/// <summary>Runs verbs for a host. All hosts share one grammar, one session and one table of verbs behind it.</summary>
public interface IVerbRunner
{
    /// <summary>Runs one verb.</summary>
    /// <param name="commandLine">The line after <c>#!kiali</c>, for instance <c>heatmap 7f3c9a1 --baseline 13:00..14:00</c>; empty shows the help.</param>
    /// <param name="output">Where results, progress and messages go. Errors of the verb are shown there too, as messages.</param>
    /// <param name="cancellationToken">Stops the work; what is complete by then has been shown.</param>
    /// <returns>How it ended. Never throws for what the verb, its input or a source did.</returns>
    Task<VerbOutcome> RunAsync(string commandLine, IVerbOutput output, CancellationToken cancellationToken);

    /// <summary>The ways to go on at the cursor: verbs, options, and values such as workloads and trace ids.</summary>
    /// <param name="commandLine">The line after <c>#!kiali</c>.</param>
    /// <param name="cursor">The cursor, in UTF-16 units of the line.</param>
    /// <param name="cancellationToken">Stops looking values up.</param>
    /// <returns>The ways; never null.</returns>
    Task<VerbCompletions> CompleteAsync(string commandLine, int cursor, CancellationToken cancellationToken);

    /// <summary>What the word at the cursor is: a verb's help, or an option's.</summary>
    /// <param name="commandLine">The line after <c>#!kiali</c>.</param>
    /// <param name="cursor">The cursor, in UTF-16 units of the line.</param>
    /// <returns>The description, or null when there is nothing to say.</returns>
    RenderedOutput? Describe(string commandLine, int cursor);
}
