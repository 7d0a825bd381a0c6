using System.Collections.Immutable;
using Kiali.Tracing.Interactive.Hosting;

namespace Kiali.Tracing.Tool.Jupyter;

/// <summary>The verbs of a build that has none yet: each is refused by name.</summary>
internal sealed class NoVerbs : IVerbRunner
{
    public Task<VerbOutcome> RunAsync(string commandLine, IVerbOutput output, CancellationToken cancellationToken) =>
        Task.FromResult(new VerbOutcome(
            ExitCodes.Usage, ImmutableSortedDictionary<string, object>.Empty, $"this build has no verb for: {commandLine}"));

    public Task<VerbCompletions> CompleteAsync(string commandLine, int cursor, CancellationToken cancellationToken) =>
        Task.FromResult(new VerbCompletions(cursor, cursor, []));

    public RenderedOutput? Describe(string commandLine, int cursor) => null;
}
