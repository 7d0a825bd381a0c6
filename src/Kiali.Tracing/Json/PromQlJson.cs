using Kiali.Tracing.Analyses.PromQl;

namespace Kiali.Tracing.Json;

/// <summary>The <c>promql</c> document of the JSON contract: the server's <c>data</c> as it came.</summary>
public static class PromQlJson
{
    // Written so that they cannot end a script element the document may be put in; to a reader of JSON nothing changes.
    private static readonly (string Raw, string Escaped)[] Unsafe =
        [("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")];

    /// <summary>Writes the document.</summary>
    /// <param name="result">The answer.</param>
    /// <param name="output">Where the UTF-8 goes; stays open.</param>
    public static void Write(PromQlResult result, Stream output)
    {
        ArgumentNullException.ThrowIfNull(result);
        using ContractWriter writer = new(output);
        writer.Start("promql", result.Window, result.Complete, result.Warnings);
        writer.Json.WritePropertyName("data");
        string data = result.Answer.DataJson;
        foreach ((string raw, string escaped) in Unsafe)
        {
            data = data.Replace(raw, escaped, StringComparison.Ordinal);
        }

        writer.Json.WriteRawValue(data);
        writer.End();
    }
}
