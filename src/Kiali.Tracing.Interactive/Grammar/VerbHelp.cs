using System.Collections.Immutable;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Interactive.Hosting;
using Kiali.Tracing.Interactive.Verbs;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Interactive.Grammar;

/// <summary>The help of verbs, made from their definitions.</summary>
public static class VerbHelp
{
    private const string AccessVerb = "connect";

    /// <summary>The list of all verbs.</summary>
    /// <param name="verbs">The verbs.</param>
    /// <param name="host">The host, which decides how verbs are called.</param>
    /// <returns>The view.</returns>
    public static View OfAll(ImmutableArray<VerbDefinition> verbs, HostKind host)
    {
        string call = VerbCall.NameIn(host);
        ImmutableArray<TableRow> rows =
            [.. verbs.Where(verb => verb.OnlyIn is null || verb.OnlyIn == host).Select(verb => TableRow.Of(TextRun.Code(Usage(verb)), verb.Summary))];
        return new View([TextRun.Strong(call), new TextRun(" VERB [options] · traces, metrics, logs and the graph of an Istio mesh, correlated")])
        {
            Blocks =
            [
                new TableBlock([new("verb") { Width = 200 }, new("shows")], rows),
                new CommandsBlock([new CommandHint($"{call} help VERB", "options and examples of one verb")]),
            ],
        };
    }

    /// <summary>One verb's options and examples.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="host">The host, which decides how verbs are called.</param>
    /// <returns>The view.</returns>
    public static View Of(VerbDefinition verb, HostKind host)
    {
        string call = VerbCall.NameIn(host);
        ImmutableArray<TableRow>.Builder rows = ImmutableArray.CreateBuilder<TableRow>();
        if (verb.Argument is { } argument)
        {
            rows.Add(TableRow.Of(TextRun.Code(argument.Name), argument.Description, argument.IsRequired ? "required" : string.Empty));
        }

        bool explainsAccess = verb.Name == AccessVerb;
        foreach (VerbOption option in verb.AllOptions.Where(option => explainsAccess || !AccessOptions.All.Contains(option)))
        {
            string names = option.Alias is null ? option.Name : $"{option.Alias}, {option.Name}";
            string standard = option == CommonOptions.Name ? verb.Name : option.Default ?? string.Empty;
            rows.Add(TableRow.Of(TextRun.Code(option.ValueName is null ? names : $"{names} {option.ValueName}"), option.Description, standard));
        }

        ImmutableArray<ViewBlock>.Builder blocks = ImmutableArray.CreateBuilder<ViewBlock>();
        blocks.Add(LineBlock.Of(verb.Summary));
        blocks.Add(new TableBlock([new("option") { Width = 240 }, new(TextLine.Empty) { Width = 420 }, new("default")], rows.ToImmutable()));
        if (!explainsAccess)
        {
            blocks.Add(LineBlock.Of($"Tokens, certificates, headers and time limits of live sources: {call} help {AccessVerb} lists the options; every verb takes them."));
        }

        if (!verb.Examples.IsEmpty)
        {
            blocks.Add(new CommandsBlock([.. verb.Examples.Select(example => new CommandHint($"{call} {example.Line}", example.Explanation))])
            {
                Heading = TextRun.Strong("Examples"),
            });
        }

        if (!verb.SeeAlso.IsEmpty)
        {
            blocks.Add(LineBlock.Of("See also: " + string.Join(", ", verb.SeeAlso)));
        }

        return new View([TextRun.Strong($"{call} {verb.Name}"), new TextRun(Rest(verb))]) { Blocks = blocks.ToImmutable() };
    }

    private static string Usage(VerbDefinition verb) => verb.Argument is { } argument
        ? argument.IsRequired ? $"{verb.Name} {argument.Name}" : $"{verb.Name} [{argument.Name}]"
        : verb.Name;

    private static string Rest(VerbDefinition verb) => Usage(verb)[verb.Name.Length..] + " [options]";
}
