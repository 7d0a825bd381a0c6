using System.Runtime.InteropServices;
using Kiali.Tracing.Columns;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Mapping;

/// <summary>Whose each span of columns is: a number for each row, an owner for each number.</summary>
/// <remarks>What decides it repeats from span to span of a pod, so it is worked out once for each distinct set of clues: a pass over the attributes' numbers, no text.</remarks>
internal sealed class SpanOwners
{
    private static readonly (Clue Clue, string Key)[] Keys =
    [
        (Clue.NodeId, EnvoyAttributes.NodeId),
        (Clue.ClusterId, EnvoyAttributes.ClusterId),
        (Clue.Namespace, EnvoyAttributes.IstioNamespace),
        (Clue.CanonicalService, EnvoyAttributes.CanonicalService),
        (Clue.CanonicalRevision, EnvoyAttributes.CanonicalRevision),
        (Clue.Hostname, OpenTelemetryAttributes.ProcessHostname),
        (Clue.SourceWorkload, EnvoyAttributes.SourceWorkload),
        (Clue.SourceNamespace, EnvoyAttributes.SourceNamespace),
        (Clue.SourcePod, EnvoyAttributes.SourceInstance),
        (Clue.SourceApp, EnvoyAttributes.SourceCanonicalService),
        (Clue.SourceVersion, EnvoyAttributes.SourceCanonicalRevision),
        (Clue.DestinationWorkload, EnvoyAttributes.DestinationWorkload),
        (Clue.DestinationNamespace, EnvoyAttributes.DestinationNamespace),
        (Clue.DestinationPod, EnvoyAttributes.DestinationInstance),
        (Clue.DestinationApp, EnvoyAttributes.DestinationCanonicalService),
        (Clue.DestinationVersion, EnvoyAttributes.DestinationCanonicalRevision),
    ];

    private const int SlotCount = (int)Clue.DestinationVersion + 1;

    private readonly SpanColumns _columns;
    private readonly int[] _numbers;
    private readonly List<SpanOwner> _owners = [];
    private readonly Dictionary<string, int> _otherNumbers = new(StringComparer.Ordinal);
    private readonly List<string> _otherTexts = [];
    private readonly Dictionary<ulong, int> _byHash = [];
    private readonly List<int> _seen = [];
    private readonly List<int> _nextOfHash = [];

    private SpanOwners(SpanColumns columns)
    {
        _columns = columns;
        _numbers = new int[columns.Count];
    }

    /// <summary>How many numbers there are.</summary>
    public int Count => _owners.Count;

    /// <summary>The owner of a number.</summary>
    public SpanOwner this[int number] => _owners[number];

    /// <summary>Works out the owners of columns, by the columns' mapping.</summary>
    public static SpanOwners Of(SpanColumns columns)
    {
        SpanOwners owners = new(columns);
        owners.Fill();
        return owners;
    }

    /// <summary>The number of a row's owner.</summary>
    public int NumberOf(int row) => _numbers[row];

    /// <summary>The owner of a row's span.</summary>
    public SpanOwner Of(int row) => _owners[_numbers[row]];

    private void Fill()
    {
        int[] slotOfKey = SlotsOfKeys(_columns.Strings);
        Span<int> slots = stackalloc int[SlotCount];
        for (int row = 0; row < _numbers.Length; row++)
        {
            slots.Clear();
            foreach (AttributeRow attribute in _columns.AttributeRowsOf(row))
            {
                if (attribute.Key < slotOfKey.Length && slotOfKey[attribute.Key] is int slot and >= 0 && slots[slot] == 0)
                {
                    slots[slot] = NumberOfText(attribute);
                }
            }

            slots[(int)Clue.Resource] = _columns.ResourceNumbers[row];
            if (TextOf(slots[(int)Clue.NodeId])?.StartsWith(EnvoyAttributes.WaypointRole, StringComparison.Ordinal) == true)
            {
                slots[(int)Clue.Kind] = _columns.Kinds[row];
            }
            else
            {
                // These tell apart a waypoint's spans only.
                slots[(int)Clue.SourceWorkload..].Clear();
            }

            _numbers[row] = NumberOf(slots);
        }
    }

    private static int[] SlotsOfKeys(StringTable strings)
    {
        int[] slots = new int[Keys.Max(key => strings.IndexOf(key.Key)) + 1];
        Array.Fill(slots, -1);
        foreach ((Clue clue, string key) in Keys)
        {
            if (strings.IndexOf(key) is int number and >= 0)
            {
                slots[number] = (int)clue;
            }
        }

        return slots;
    }

    private int NumberOfText(AttributeRow attribute)
    {
        switch (attribute.Kind)
        {
            case AttributeKind.Text:
                return (int)attribute.Bits;
            case AttributeKind.Empty:
                return 0;
            default:
                string text = _columns.ValueOf(attribute).ToString();
                if (!_otherNumbers.TryGetValue(text, out int number))
                {
                    number = -1 - _otherTexts.Count;
                    _otherNumbers.Add(text, number);
                    _otherTexts.Add(text);
                }

                return number;
        }
    }

    private string? TextOf(int number) => number switch
    {
        0 => null,
        > 0 => _columns.Strings[number],
        _ => _otherTexts[-1 - number],
    };

    private int NumberOf(ReadOnlySpan<int> slots)
    {
        ulong hash = 14695981039346656037;
        foreach (int slot in slots)
        {
            hash = unchecked((hash ^ (uint)slot) * 1099511628211);
        }

        ref int first = ref CollectionsMarshal.GetValueRefOrAddDefault(_byHash, hash, out _);
        for (int known = first - 1; known >= 0; known = _nextOfHash[known])
        {
            if (CollectionsMarshal.AsSpan(_seen).Slice(known * SlotCount, SlotCount).SequenceEqual(slots))
            {
                return known;
            }
        }

        int number = _owners.Count;
        _seen.AddRange(slots);
        _nextOfHash.Add(first - 1);
        first = number + 1;
        _owners.Add(_columns.Mapping.OwnerOf(CluesOf(slots)));
        return number;
    }

    private SpanClues CluesOf(ReadOnlySpan<int> slots)
    {
        Resource resource = _columns.Resources[slots[(int)Clue.Resource]];
        string?[] texts = new string?[SlotCount];
        foreach ((Clue clue, _) in Keys)
        {
            texts[(int)clue] = TextOf(slots[(int)clue]);
        }

        return new SpanClues(resource)
        {
            Kind = (SpanKind)slots[(int)Clue.Kind],
            NodeId = texts[(int)Clue.NodeId],
            ClusterId = texts[(int)Clue.ClusterId] ?? OfResource(EnvoyAttributes.ClusterId),
            Namespace = texts[(int)Clue.Namespace] ?? OfResource(EnvoyAttributes.IstioNamespace),
            CanonicalService = texts[(int)Clue.CanonicalService] ?? OfResource(EnvoyAttributes.CanonicalService),
            CanonicalRevision = texts[(int)Clue.CanonicalRevision] ?? OfResource(EnvoyAttributes.CanonicalRevision),
            Hostname = OfResource(OpenTelemetryAttributes.ProcessHostname) ?? OfResource(OpenTelemetryAttributes.HostName) ?? texts[(int)Clue.Hostname],
            Source = PartyFrom(Clue.SourceWorkload),
            Destination = PartyFrom(Clue.DestinationWorkload),
        };

        string? OfResource(string key) => resource.Attributes.GetText(key) is { Length: > 0 } text ? text : null;

        WaypointParty PartyFrom(Clue first)
        {
            int at = (int)first;
            return new WaypointParty(texts[at], texts[at + 1], texts[at + 2], texts[at + 3], texts[at + 4]);
        }
    }

    /// <summary>The clues by the slot that each has; a slot's value is the number of a text: of the columns' strings, or below zero one of this pass's own.</summary>
    private enum Clue
    {
        Resource,
        Kind,
        NodeId,
        ClusterId,
        Namespace,
        CanonicalService,
        CanonicalRevision,
        Hostname,
        SourceWorkload,
        SourceNamespace,
        SourcePod,
        SourceApp,
        SourceVersion,
        DestinationWorkload,
        DestinationNamespace,
        DestinationPod,
        DestinationApp,
        DestinationVersion,
    }
}
