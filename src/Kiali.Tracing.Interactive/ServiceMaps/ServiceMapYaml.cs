using System.Collections.Immutable;
using System.Globalization;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Interactive.Verbs;
using Kiali.Tracing.Mapping;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Kiali.Tracing.Interactive.ServiceMaps;

/// <summary>
/// Reads a service map's YAML, of which JSON is a part: <c>services:</c> and a list of mappings with the keys <c>service</c>, <c>namespace</c>, <c>workload</c>,
/// <c>app</c> and <c>cluster</c>. What it does not know it refuses, with the line; anchors and aliases too, as a short text could stand for an endless one.
/// </summary>
internal sealed class ServiceMapYaml(string name, TextReader text)
{
    /// <summary>What a map looks like, for errors.</summary>
    public const string Example = "write it as: services: [ { service: checkout, namespace: shop, workload: checkout-v1 } ]";

    private const string ServicesKey = "services";
    private const int MostEntries = 10_000;
    private const int LongestText = 1024;

    private static readonly string[] EntryKeys = ["service", "namespace", "workload", "app", "cluster"];

    private readonly Parser _parser = new(text);

    /// <summary>Reads the map.</summary>
    /// <exception cref="VerbFailedException">It is none.</exception>
    /// <exception cref="YamlException">It is no YAML.</exception>
    public ServiceMap Read()
    {
        Move();
        if (Next() is not DocumentStart)
        {
            throw Wrong("the file is empty");
        }

        if (Next() is not MappingStart)
        {
            throw Wrong($"a service map starts with {ServicesKey}:");
        }

        ImmutableArray<ServiceMapEntry>? entries = null;
        while (Next() is not MappingEnd)
        {
            string key = TextHere("a key");
            if (key != ServicesKey)
            {
                throw Unknown(key, [ServicesKey]);
            }

            entries = entries is null ? ReadEntries() : throw Wrong($"{ServicesKey} is there twice");
        }

        Move();
        return Next() is StreamEnd
            ? ServiceMap.Create(entries ?? throw Wrong($"{ServicesKey} is missing"))
            : throw Wrong("a service map is one document");
    }

    private ImmutableArray<ServiceMapEntry> ReadEntries()
    {
        if (Next() is not SequenceStart)
        {
            throw Wrong($"{ServicesKey} is a list");
        }

        Dictionary<string, long> lines = new(StringComparer.Ordinal);
        ImmutableArray<ServiceMapEntry>.Builder entries = ImmutableArray.CreateBuilder<ServiceMapEntry>();
        while (Next() is not SequenceEnd)
        {
            long line = Line;
            if (entries.Count == MostEntries)
            {
                throw Wrong(string.Create(CultureInfo.InvariantCulture, $"there are more than {MostEntries} services"));
            }

            ServiceMapEntry entry = ReadEntry();
            if (!lines.TryAdd(entry.Service, line))
            {
                throw WrongAt(line, $"service {entry.Service} is there already, in line {lines[entry.Service]}");
            }

            entries.Add(entry);
        }

        return entries.ToImmutable();
    }

    private ServiceMapEntry ReadEntry()
    {
        long line = Line;
        if (_parser.Current is not MappingStart)
        {
            throw Wrong($"each service is a mapping of {string.Join(", ", EntryKeys)}");
        }

        Dictionary<string, string> values = new(StringComparer.Ordinal);
        while (Next() is not MappingEnd)
        {
            string key = TextHere("a key");
            if (!EntryKeys.Contains(key))
            {
                throw Unknown(key, EntryKeys);
            }

            Next();
            if (!values.TryAdd(key, TextHere($"the value of {key}")))
            {
                throw Wrong($"{key} is there twice");
            }
        }

        string? missing = !values.ContainsKey("service") ? "service"
            : !values.ContainsKey("namespace") ? "namespace"
            : !values.ContainsKey("workload") && !values.ContainsKey("app") ? "workload or app"
            : null;
        return missing is null
            ? new ServiceMapEntry(
                values["service"],
                values["namespace"],
                values.GetValueOrDefault("workload"),
                values.GetValueOrDefault("app"),
                values.GetValueOrDefault("cluster"))
            : throw WrongAt(line, $"a service lacks its {missing}");
    }

    private ParsingEvent Next()
    {
        Move();
        return _parser.Current is AnchorAlias or NodeEvent { Anchor.IsEmpty: false }
            ? throw Wrong("anchors and aliases are not read here")
            : _parser.Current!;
    }

    // On some texts the scanner fails by itself instead of saying what is wrong with them.
    private void Move()
    {
        try
        {
            _parser.MoveNext();
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            throw Wrong("what follows is no YAML");
        }
    }

    private string TextHere(string what)
    {
        if (_parser.Current is not Scalar scalar)
        {
            throw Wrong($"{what} is a text");
        }

        bool isNothing = scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null";
        return isNothing || scalar.Value.Length == 0 ? throw Wrong($"{what} is missing")
            : scalar.Value.Length > LongestText || scalar.Value.Any(char.IsControl) ? throw Wrong($"{what} is no name")
            : scalar.Value;
    }

    private long Line => _parser.Current?.Start.Line ?? 1;

    private VerbFailedException Unknown(string key, string[] known) => Wrong(
        $"{key} is no key of a service map; {(Spelling.Closest(key, known) is { } close ? $"did you mean {close}" : $"there {(known.Length == 1 ? "is" : "are")} {string.Join(", ", known)}")}");

    private VerbFailedException Wrong(string message) => WrongAt(Line, message);

    private VerbFailedException WrongAt(long line, string message)
        => VerbFailedException.Usage(string.Create(CultureInfo.InvariantCulture, $"{name}, line {line}: {message}."), Example);
}
