using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Interactive.Verbs;

namespace Kiali.Tracing.Interactive.Grammar;

/// <summary>Reads a verb's words against its definition; the same for shell and notebook.</summary>
public static class VerbGrammar
{
    private static readonly ParserConfiguration Configuration = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    /// <summary>Splits a line into words as a shell would: blanks separate, double quotes keep blanks.</summary>
    /// <param name="line">The line.</param>
    /// <returns>The words.</returns>
    public static ImmutableArray<string> Split(string line) => [.. CommandLineParser.SplitCommandLine(line)];

    /// <summary>Finds a verb by name.</summary>
    /// <param name="verbs">The verbs there are.</param>
    /// <param name="name">The name.</param>
    /// <returns>The verb.</returns>
    /// <exception cref="VerbFailedException">There is none; the closest is suggested.</exception>
    public static VerbDefinition FindVerb(ImmutableArray<VerbDefinition> verbs, string name)
        => verbs.FirstOrDefault(verb => verb.Name == name) ?? throw VerbFailedException.Usage(
            $"No verb \"{name}\".",
            Spelling.Closest(name, verbs.Select(verb => verb.Name)) is { } close
                ? $"did you mean {close}?"
                : $"{VerbCall.Placeholder} help lists the verbs");

    /// <summary>Reads the words after a verb.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="words">The words.</param>
    /// <returns>What the verb was called with. With <c>--help</c> a missing argument is no error.</returns>
    /// <exception cref="VerbFailedException">A word is wrong.</exception>
    public static VerbArguments Parse(VerbDefinition verb, ImmutableArray<string> words)
    {
        ImmutableArray<VerbOption> options = [.. verb.AllOptions];
        RefuseUnknownOptions(verb, options, words);
        Command command = new(verb.Name) { TreatUnmatchedTokensAsErrors = true };
        Argument<string?>? argument = verb.Argument is { } wanted ? new Argument<string?>(wanted.Name) { Arity = ArgumentArity.ZeroOrOne } : null;
        if (argument is not null)
        {
            command.Add(argument);
        }

        Dictionary<VerbOption, Option> declared = [];
        foreach (VerbOption option in options)
        {
            declared.Add(option, Declare(option));
            command.Add(declared[option]);
        }

        ParseResult parsed = command.Parse(words, Configuration);
        if (parsed.Errors.Count > 0)
        {
            throw VerbFailedException.Usage($"{verb.Name}: {OneLine(parsed.Errors[0].Message)}", $"{VerbCall.Placeholder} {verb.Name} --help");
        }

        ImmutableDictionary<string, ImmutableArray<string>>.Builder values = ImmutableDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach ((VerbOption option, Option symbol) in declared)
        {
            if (parsed.GetResult(symbol) is { Implicit: false } result)
            {
                values.Add(option.Name, [.. result.Tokens.Select(token => token.Value)]);
            }
        }

        VerbArguments arguments = new(argument is null ? null : parsed.GetValue(argument), values.ToImmutable());
        Check(verb, options, arguments);
        return arguments;
    }

    private static Option Declare(VerbOption option)
    {
        string[] aliases = option.Alias is null ? [] : [option.Alias];
        return (option.ValueName, option.IsRepeatable) switch
        {
            (null, _) => new Option<bool>(option.Name, aliases) { Arity = ArgumentArity.Zero },
            (_, true) => new Option<string[]>(option.Name, aliases) { Arity = ArgumentArity.OneOrMore },
            _ => new Option<string>(option.Name, aliases) { Arity = ArgumentArity.ExactlyOne },
        };
    }

    private static void Check(VerbDefinition verb, ImmutableArray<VerbOption> options, VerbArguments arguments)
    {
        foreach (VerbOption option in options.Where(option => option.Choices.Count > 0))
        {
            if (arguments.Text(option) is { } value && !option.Choices.Contains(value))
            {
                throw VerbFailedException.Usage(
                    $"{verb.Name}: {option.Name} cannot be \"{value}\".",
                    Spelling.Closest(value, option.Choices) is { } close ? $"did you mean {close}?" : $"it takes {string.Join(", ", option.Choices)}");
            }
        }

        if (verb.Argument is { IsRequired: true } wanted && arguments.Argument is null && !arguments.Has(CommonOptions.Help))
        {
            throw VerbFailedException.Usage($"{verb.Name} takes {wanted.Name}: {wanted.Description}.", $"{VerbCall.Placeholder} {verb.Name} --help");
        }
    }

    // An unknown option would otherwise be read as the verb's argument.
    private static void RefuseUnknownOptions(VerbDefinition verb, ImmutableArray<VerbOption> options, ImmutableArray<string> words)
    {
        bool isValue = false;
        foreach (string word in words)
        {
            if (isValue)
            {
                isValue = false;
                continue;
            }

            if (word == "--")
            {
                return;
            }

            string name = word.Split('=', 2)[0];
            if (name.Length < 2 || name[0] != '-')
            {
                continue;
            }

            VerbOption? option = options.FirstOrDefault(option => option.Name == name || option.Alias == name);
            if (option is null)
            {
                throw VerbFailedException.Usage(
                    $"{verb.Name} has no option {name}.",
                    Spelling.Closest(name, options.Select(known => known.Name)) is { } close ? $"did you mean {close}?" : $"{VerbCall.Placeholder} {verb.Name} --help");
            }

            isValue = option.ValueName is not null && !word.Contains('=', StringComparison.Ordinal);
        }
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
