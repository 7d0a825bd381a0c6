namespace Kiali.Tracing.Tool.Jupyter.Scripting;

/// <summary>Writes a type as C# code names it.</summary>
internal static class CSharpTypeName
{
    /// <summary>The type's full name; for a type that code outside of its assembly cannot name, that of the nearest base that it can.</summary>
    public static string Of(Type type)
    {
        Type nameable = type;
        while (!nameable.IsVisible)
        {
            nameable = nameable.BaseType ?? typeof(object);
        }

        return Write(nameable);
    }

    private static string Write(Type type)
    {
        if (type.IsArray)
        {
            return $"{Write(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (!type.IsGenericType)
        {
            return "global::" + (type.FullName ?? nameof(Object)).Replace('+', '.');
        }

        // The type's own name has its arity behind a backtick, also in the middle when it is nested.
        Queue<string> arguments = new(type.GetGenericArguments().Select(Write));
        string[] parts = type.GetGenericTypeDefinition().FullName!.Split('+', '.');
        return "global::" + string.Join('.', parts.Select(part => WritePart(part, arguments)));
    }

    private static string WritePart(string part, Queue<string> arguments)
    {
        int tick = part.IndexOf('`', StringComparison.Ordinal);
        if (tick < 0)
        {
            return part;
        }

        int arity = int.Parse(part.AsSpan(tick + 1), System.Globalization.CultureInfo.InvariantCulture);
        return $"{part[..tick]}<{string.Join(", ", Enumerable.Range(0, arity).Select(_ => arguments.Dequeue()))}>";
    }
}
