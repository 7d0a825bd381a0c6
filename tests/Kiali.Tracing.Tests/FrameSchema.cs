using Microsoft.Data.Analysis;

namespace Kiali.Tracing.Tests;

/// <summary>A frame's columns as text, one a line: name and type.</summary>
internal static class FrameSchema
{
    public static string Of(DataFrame frame) => string.Join('\n', frame.Columns.Select(column => $"{column.Name} {column.DataType.Name}"));
}
