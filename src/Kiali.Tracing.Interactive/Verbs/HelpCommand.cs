using Kiali.Tracing.Interactive.Grammar;

namespace Kiali.Tracing.Interactive.Verbs;

/// <summary><c>help [VERB]</c>: what verbs there are, or one verb's options and examples.</summary>
public sealed class HelpCommand : VerbCommand
{
    /// <inheritdoc/>
    public override VerbDefinition Definition { get; } = new("help", "Lists the verbs, or shows the options and examples of one.")
    {
        MapsSpans = false,
        Argument = new VerbArgument("VERB", "verb to explain", false, VerbValueKind.Verb),
        Examples = [new("help heatmap", "options and examples of heatmap")],
    };

    /// <inheritdoc/>
    public override Task<VerbResult> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        if (context.Arguments.Argument is not { } name)
        {
            return Task.FromResult(new VerbResult(VerbHelp.OfAll(context.Verbs, context.Host)));
        }

        VerbDefinition verb = VerbGrammar.FindVerb(context.Verbs, name);
        return Task.FromResult(new VerbResult(VerbHelp.Of(verb, context.Host)));
    }
}
