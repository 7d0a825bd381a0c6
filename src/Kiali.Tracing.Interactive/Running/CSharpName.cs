using System.Collections.Frozen;

namespace Kiali.Tracing.Interactive.Running;

/// <summary>Tells whether a word can be a C# variable.</summary>
internal static class CSharpName
{
    private static readonly FrozenSet<string> Keywords = FrozenSet.ToFrozenSet(
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default", "delegate",
        "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto", "if", "implicit", "in",
        "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out", "override", "params", "private",
        "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this",
        "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while", "await",
    ]);

    /// <summary>Whether a word can be a variable: ASCII letters, digits and <c>_</c>, no digit first, no keyword.</summary>
    public static bool IsUsable(string word)
        => word.Length is > 0 and <= 128
            && !char.IsAsciiDigit(word[0])
            && word.All(character => char.IsAsciiLetterOrDigit(character) || character == '_')
            && !Keywords.Contains(word);
}
