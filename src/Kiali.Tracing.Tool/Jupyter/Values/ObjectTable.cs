using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Tool.Jupyter.Values;

/// <summary>Objects, dictionaries and sequences of rows as tables: a column a public property.</summary>
internal static class ObjectTable
{
    private const int MaximumColumns = 24;

    /// <summary>Whether a value is one thing, with a text of its own.</summary>
    public static bool IsScalar(object value) =>
        value is string or IFormattable or bool or char or Enum or Uri or Version or Type;

    /// <summary>Whether a value's own text says more than its type's name.</summary>
    public static bool HasText(object value) =>
        IsScalar(value)
        || value is Exception
        || value.GetType().GetMethod(nameof(ToString), Type.EmptyTypes)?.DeclaringType != typeof(object)
        || Members(value.GetType()).IsEmpty
        || value.GetType().Namespace?.StartsWith(nameof(System), StringComparison.Ordinal) == true;

    /// <summary>Names and values, one row each.</summary>
    public static TableBlock OfPairs(IEnumerable<KeyValuePair<string, object>> pairs) => new(
        [new TableColumn("name"), new TableColumn("value")],
        [.. pairs.Select(pair => TableRow.Of(pair.Key, CellText.Of(pair.Value)))]);

    /// <summary>An object's public properties, one row each.</summary>
    public static TableBlock OfMembers(object value) =>
        OfPairs(Members(value.GetType()).Select(member => KeyValuePair.Create(member.Name, Value(member, value)!))) with
        {
            Caption = value.GetType().Name,
        };

    /// <summary>A dictionary, one row a key.</summary>
    public static TableBlock OfDictionary(IDictionary dictionary)
    {
        SequenceHead head = SequenceHead.Of(dictionary.Keys);
        return new TableBlock(
            [new TableColumn("key"), new TableColumn("value")],
            [
                .. head.Items.Select(key => TableRow.Of(CellText.Of(key), CellText.Of(dictionary[key!]))),
                .. More(head),
            ])
        {
            Caption = NumberText.Counted(dictionary.Count, "entry", "entries"),
        };
    }

    /// <summary>A sequence of objects: one row each, one column a property of the first.</summary>
    public static TableBlock OfRows(SequenceHead head)
    {
        Type type = head.Items.First(item => item is not null)!.GetType();
        ImmutableArray<MemberInfo> members = IsScalar(head.Items.First(item => item is not null)!) ? [] : Members(type);
        if (members.IsEmpty || head.Items.Any(item => item is not null && item.GetType() != type))
        {
            return new TableBlock([new TableColumn("value")], [.. head.Items.Select(item => TableRow.Of(CellText.Of(item))), .. More(head)])
            {
                Caption = Caption(head),
            };
        }

        ImmutableArray<bool> numeric = [.. members.Select(member => head.Items.All(item => item is null || Value(member, item) is not { } cell || CellText.IsNumber(cell)))];
        return new TableBlock(
            [.. members.Select((member, i) => new TableColumn(member.Name, numeric[i] ? CellAlign.Right : CellAlign.Left))],
            [
                .. head.Items.Select(item => new TableRow
                {
                    Cells = [.. members.Select(member => item is null ? CellText.Null : CellText.Of(Value(member, item)))],
                }),
                .. More(head),
            ])
        {
            Caption = Caption(head),
        };
    }

    private static IEnumerable<TableRow> More(SequenceHead head) =>
        head.IsWhole ? [] : [TableRow.More(head.More) with { OmittedWord = head.IsCounted ? "more" : "more at least" }];

    private static string Caption(SequenceHead head) =>
        (head.IsCounted ? string.Empty : "at least ") + NumberText.Counted(head.Items.Length + head.More, "item");

    // Public properties; of a tuple its fields.
    private static ImmutableArray<MemberInfo> Members(Type type) => typeof(ITuple).IsAssignableFrom(type) && type.IsValueType
        ? [.. type.GetFields(BindingFlags.Public | BindingFlags.Instance).Take(MaximumColumns)]
        : [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.GetIndexParameters().Length == 0 && property.CanRead && !property.PropertyType.IsByRefLike)
                .DistinctBy(property => property.Name, StringComparer.Ordinal)
                .Take(MaximumColumns),
            .. type.GetFields(BindingFlags.Public | BindingFlags.Instance).Take(MaximumColumns),
        ];

    private static object? Value(MemberInfo member, object owner)
    {
        try
        {
            return member is PropertyInfo property ? property.GetValue(owner) : ((FieldInfo)member).GetValue(owner);
        }
        catch (TargetInvocationException e) when (e.InnerException is not OperationCanceledException and not ThreadInterruptedException)
        {
            return $"({e.InnerException?.GetType().Name})";
        }
    }
}
