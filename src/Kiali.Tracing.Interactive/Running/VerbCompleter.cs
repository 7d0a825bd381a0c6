using System.Collections.Immutable;
using Kiali.Tracing.Interactive.Grammar;
using Kiali.Tracing.Interactive.Hosting;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Interactive.Verbs;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Interactive.Running;

/// <summary>Completes and explains the word at the cursor of a verb's line.</summary>
internal sealed class VerbCompleter(ImmutableArray<VerbDefinition> verbs, KialiSession session, HostKind host)
{
    private const int MostTraces = 50;

    public async Task<VerbCompletions> CompleteAsync(string line, int cursor, CancellationToken cancellationToken)
    {
        cursor = Math.Clamp(cursor, 0, line.Length);
        int start = WordStart(line, cursor);
        string typed = line[start..cursor];
        ImmutableArray<string> before = VerbGrammar.Split(line[..start]);
        IEnumerable<VerbCompletion> ways = before.IsEmpty
            ? verbs.Where(verb => verb.OnlyIn is null || verb.OnlyIn == host).Select(verb => new VerbCompletion(verb.Name, "verb", verb.Summary))
            : verbs.FirstOrDefault(verb => verb.Name == before[0]) is { } found
                ? await WaysAfterAsync(found, before, typed, cancellationToken).ConfigureAwait(false)
                : [];
        return new VerbCompletions(start, cursor, [.. ways.Where(way => way.Text.StartsWith(typed, StringComparison.Ordinal))]);
    }

    public RenderedOutput? Describe(string line, int cursor)
    {
        ImmutableArray<string> words = VerbGrammar.Split(line);
        return !words.IsEmpty && verbs.FirstOrDefault(verb => verb.Name == words[0]) is { } found ? ViewOutput.Of(VerbHelp.Of(found, host)) : null;
    }

    private async Task<IEnumerable<VerbCompletion>> WaysAfterAsync(
        VerbDefinition verb, ImmutableArray<string> before, string typed, CancellationToken cancellationToken)
    {
        VerbOption? open = before.Length > 1
            ? verb.AllOptions.FirstOrDefault(option => option.ValueName is not null && (option.Name == before[^1] || option.Alias == before[^1]))
            : null;
        if (open is not null)
        {
            return open.Choices.Count > 0
                ? open.Choices.Select(choice => new VerbCompletion(choice, "value", null))
                : await ValuesAsync(open.ValueKind, cancellationToken).ConfigureAwait(false);
        }

        IEnumerable<VerbCompletion> options = verb.AllOptions.Select(option => new VerbCompletion(option.Name, "option", option.Description));
        bool argumentOpen = verb.Argument is not null && before.Length == 1 && !typed.StartsWith('-');
        return argumentOpen ? (await ValuesAsync(verb.Argument!.ValueKind, cancellationToken).ConfigureAwait(false)).Concat(options) : options;
    }

    private async Task<IEnumerable<VerbCompletion>> ValuesAsync(VerbValueKind kind, CancellationToken cancellationToken)
    {
        try
        {
            switch (kind)
            {
                case VerbValueKind.Verb:
                    return verbs.Select(verb => new VerbCompletion(verb.Name, "verb", verb.Summary));
                case VerbValueKind.Workload:
                    return (await session.KnownWorkloadsAsync(cancellationToken).ConfigureAwait(false))
                        .Select(workload => new VerbCompletion(workload.Name, "value", workload.Namespace));
                case VerbValueKind.Namespace:
                    return (await session.KnownWorkloadsAsync(cancellationToken).ConfigureAwait(false))
                        .Select(workload => workload.Namespace).Distinct(StringComparer.Ordinal).Select(name => new VerbCompletion(name, "value", null));
                case VerbValueKind.TraceId when session.Sources.Any(source => source.Traces is not null):
                    Answer<TraceSet> traces = await session.FindTracesAsync(new TraceQuery { Limit = MostTraces }, cancellationToken).ConfigureAwait(false);
                    return traces.Value.TraceIds.Reverse().Select(id => new VerbCompletion(id.ToString(), "value", null));
                default:
                    return [];
            }
        }
        catch (Exception failure) when (failure is SourceException or VerbFailedException)
        {
            // A source that is down has no values to offer; the verb itself will say why.
            return [];
        }
    }

    private static int WordStart(string line, int cursor)
    {
        int start = cursor;
        while (start > 0 && !char.IsWhiteSpace(line[start - 1]))
        {
            start--;
        }

        return start;
    }
}
