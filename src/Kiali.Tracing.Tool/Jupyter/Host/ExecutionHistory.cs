using System.IO.Enumeration;
using System.Text.Json.Nodes;
using Kiali.Tracing.Tool.Jupyter.Wire;

namespace Kiali.Tracing.Tool.Jupyter.Host;

/// <summary>The cells run so far. There is one session, this one: its number is 1, and 0 and −0 mean it as well.</summary>
internal sealed class ExecutionHistory
{
    private const int Session = 1;
    private const int MaximumEntries = 10_000;
    private readonly List<Entry> entries = [];

    /// <summary>Remembers a cell.</summary>
    /// <param name="number">The number shown before it.</param>
    /// <param name="input">Its code.</param>
    public void Add(int number, string input)
    {
        if (entries.Count == MaximumEntries)
        {
            entries.RemoveAt(0);
        }

        entries.Add(new Entry(number, input, null));
    }

    /// <summary>Remembers the text of the last cell's result.</summary>
    public void SetOutput(string output) => entries[^1] = entries[^1] with { Output = output };

    /// <summary>Answers a history request.</summary>
    public JsonObject Answer(WireMessage request)
    {
        bool withOutput = request.Flag("output", absent: false);
        IEnumerable<Entry> found = request.Text("hist_access_type") switch
        {
            "range" => Range(request),
            "search" => Search(request),
            _ => Last(entries, request.Number("n")),
        };
        return new JsonObject
        {
            ["status"] = "ok",
            ["history"] = new JsonArray([.. found.Select(entry => (JsonNode)new JsonArray(
                Session, entry.Number, withOutput ? new JsonArray(entry.Input, entry.Output) : JsonValue.Create(entry.Input)))]),
        };
    }

    private static IEnumerable<Entry> Last(IReadOnlyCollection<Entry> all, int? n) =>
        all.Skip(Math.Max(0, all.Count - Math.Max(0, n ?? all.Count)));

    private IEnumerable<Entry> Range(WireMessage request)
    {
        if ((request.Number("session") ?? 0) is not (0 or Session))
        {
            return [];
        }

        int start = request.Number("start") ?? 0;
        int stop = request.Number("stop") ?? int.MaxValue;
        return entries.Where(entry => entry.Number >= start && entry.Number < stop);
    }

    private IEnumerable<Entry> Search(WireMessage request)
    {
        string pattern = request.Text("pattern", "*");
        IEnumerable<Entry> found = entries.Where(entry => FileSystemName.MatchesSimpleExpression(Literal(pattern), entry.Input, ignoreCase: false));
        if (request.Flag("unique", absent: false))
        {
            found = found.Reverse().DistinctBy(entry => entry.Input, StringComparer.Ordinal).Reverse();
        }

        return Last([.. found], request.Number("n"));
    }

    // Only * and ? are special; a backslash stands for itself.
    private static string Literal(string pattern) => pattern.Replace("\\", "\\\\", StringComparison.Ordinal);

    private sealed record Entry(int Number, string Input, string? Output);
}
