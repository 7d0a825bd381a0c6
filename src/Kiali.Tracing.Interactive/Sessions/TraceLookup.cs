using System.Collections.Immutable;
using Kiali.Tracing.Interactive.Verbs;
using Kiali.Tracing.Mapping;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Interactive.Sessions;

/// <summary>Finds the one trace that a person means by an id or its first digits.</summary>
internal sealed class TraceLookup(KialiSession session)
{
    private const int MostNamed = 5;
    private const string Padding = "0000000000000000";

    public async Task<Answer<Trace>> GetAsync(string text, CancellationToken cancellationToken)
    {
        ImmutableArray<ITraceSource> sources = session.Require(source => source.Traces, "traces");
        string digits = TraceIdText.DigitsOf(text)
            ?? throw VerbFailedException.Usage(
                $"\"{Shorten(text)}\" is no trace id: it takes {TraceIdText.FewestDigits} to 32 hexadecimal digits, a traceparent, or the address of a trace's page.");
        TraceId id = digits.Length is 16 or 32
            ? TraceId.Parse(digits)
            : await FindByStartAsync(digits, cancellationToken).ConfigureAwait(false);

        ImmutableArray<Answer<Trace?>> answers = await SourceAnswers.AskAsync(
            sources, (source, token) => source.GetTraceAsync(id, token), cancellationToken).ConfigureAwait(false);
        ImmutableArray<Trace> found = [.. answers.Select(answer => answer.Value).OfType<Trace>()];
        if (found.IsEmpty && digits.Length == 16)
        {
            id = await FindByStartAsync(digits, cancellationToken).ConfigureAwait(false);
            answers = await SourceAnswers.AskAsync(
                sources, (source, token) => source.GetTraceAsync(id, token), cancellationToken).ConfigureAwait(false);
            found = [.. answers.Select(answer => answer.Value).OfType<Trace>()];
        }

        if (found.IsEmpty)
        {
            throw Missing(digits);
        }

        Trace trace = found.Length == 1
            ? found[0]
            : Trace.Create(found.Where(part => part.TraceId == found[0].TraceId).SelectMany(part => part.Spans).Select(span => span.AsRecorded()));
        Answer<WorkloadMapping> mapping = await session.GetMappingAsync(cancellationToken).ConfigureAwait(false);
        return new Answer<Trace>(
            trace.With(mapping.Value),
            mapping.Complete && answers.All(answer => answer.Complete),
            [.. answers.SelectMany(answer => answer.Warnings), .. mapping.Warnings]);
    }

    private async Task<TraceId> FindByStartAsync(string digits, CancellationToken cancellationToken)
    {
        Answer<TraceSet> all = await session.FindTracesAsync(new TraceQuery(), cancellationToken).ConfigureAwait(false);
        ImmutableArray<TraceId> matches =
            [.. all.Value.TraceIds.Where(id => StartsWith(id.ToString(), digits))];
        return matches.Length switch
        {
            0 => throw Missing(digits),
            1 => matches[0],
            _ => throw VerbFailedException.Usage(
                $"{matches.Length} traces start with {digits}: {string.Join(", ", matches.Take(MostNamed))}{(matches.Length > MostNamed ? ", …" : string.Empty)}.",
                "give more digits"),
        };
    }

    // A 64-bit id is padded to 128 bits, but people paste it without the padding.
    private static bool StartsWith(string id, string digits)
        => id.StartsWith(digits, StringComparison.Ordinal)
            || (id.StartsWith(Padding, StringComparison.Ordinal) && id[Padding.Length..].TrimStart('0').StartsWith(digits.TrimStart('0'), StringComparison.Ordinal));

    private VerbFailedException Missing(string digits) => VerbFailedException.NotFound(
        $"No trace {digits} in {string.Join(", ", session.Sources.Where(source => source.Traces is not null).Select(source => source.Uri))}.",
        $"{VerbCall.Placeholder} traces lists the traces there are");

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
