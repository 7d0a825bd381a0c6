namespace Kiali.Tracing;

/// <summary>The type of an attribute's value, as of OTLP's AnyValue.</summary>
public enum AttributeKind
{
    /// <summary>No value at all.</summary>
    Empty = 0,

    /// <summary>Text.</summary>
    Text = 1,

    /// <summary>True or false.</summary>
    Boolean = 2,

    /// <summary>A 64-bit integer.</summary>
    Integer = 3,

    /// <summary>A double.</summary>
    Number = 4,

    /// <summary>Raw bytes.</summary>
    Bytes = 5,

    /// <summary>A list of values.</summary>
    List = 6,

    /// <summary>Named values.</summary>
    Map = 7,
}
