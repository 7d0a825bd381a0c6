using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kiali.Tracing.Reports.Layout;

namespace Kiali.Tracing.Reports.Finishing;

/// <summary>Adds to a drawn PDF what Skia has no way to say: bookmarks, language, identity.</summary>
/// <remarks>The additions follow the drawn file as an incremental update (ISO 32000-1, 7.5.6): a new catalog, the outline, and a
/// cross-reference section that points back. The bytes depend on the document alone.</remarks>
internal static class PdfFinisher
{
    /// <summary>The room above a destination in points: readers put it at the window's top edge, and a heading should not touch that.</summary>
    public const float RoomAboveDestination = 8;

    /// <summary>Writes the drawn file with the additions.</summary>
    /// <param name="drawn">The file as Skia wrote it.</param>
    /// <param name="document">The document it was drawn from.</param>
    /// <param name="plan">Where its anchors are.</param>
    /// <param name="output">Where to; left open.</param>
    /// <exception cref="InvalidDataException">The drawn file is not built as this pass expects; SkiaSharp's version was changed.</exception>
    /// <exception cref="ReportLayoutException">A bookmark leads nowhere.</exception>
    public static void Finish(ReadOnlySpan<byte> drawn, PdfDocument document, PagePlan plan, Stream output)
    {
        DrawnPdf file = DrawnPdf.Read(drawn);
        if (file.PageObjects.Count != plan.Pages.Count)
        {
            throw new InvalidDataException(
                $"The drawn PDF has {file.PageObjects.Count} pages where {plan.Pages.Count} were planned; the finishing pass does not fit this version of SkiaSharp.");
        }

        List<(int Number, string Body)> objects = Outline(file, document, plan);
        StringBuilder catalog = new(file.CatalogBody);
        catalog.Append(CultureInfo.InvariantCulture, $"\n/Lang {Text(document.Metadata.Language)}");
        if (objects.Count > 0)
        {
            catalog.Append(CultureInfo.InvariantCulture, $"\n/Outlines {objects[0].Number} 0 R\n/PageMode /UseOutlines");
        }

        objects.Insert(0, (file.CatalogObject, catalog.ToString()));
        output.Write(drawn);
        Append(drawn, file, objects, output);
    }

    private static List<(int Number, string Body)> Outline(DrawnPdf file, PdfDocument document, PagePlan plan)
    {
        IReadOnlyList<OutlineEntry> entries = document.Outline;
        List<(int Number, string Body)> objects = [];
        if (entries.Count == 0)
        {
            return objects;
        }

        int root = file.Size;
        int[] parents = Parents(entries);
        List<int>[] children = [.. Enumerable.Range(0, entries.Count + 1).Select(_ => new List<int>())];
        for (int i = 0; i < entries.Count; i++)
        {
            children[parents[i] + 1].Add(i);
        }

        int Number(int entry) => root + 1 + entry;
        objects.Add((root, $"/Type /Outlines{FirstAndLast(children[0])}\n/Count {children[0].Count}"));
        for (int i = 0; i < entries.Count; i++)
        {
            if (!plan.Anchors.TryGetValue(entries[i].Anchor, out AnchorPlace place))
            {
                throw new ReportLayoutException($"The bookmark \"{entries[i].Title}\" leads to \"{entries[i].Anchor}\", which is nowhere in the document.");
            }

            List<int> siblings = children[parents[i] + 1];
            int at = siblings.IndexOf(i);
            StringBuilder item = new();
            float y = document.Template.Size.Height - Math.Max(0, place.Top - RoomAboveDestination);
            item.Append(CultureInfo.InvariantCulture, $"/Title {Text(entries[i].Title)}\n/Parent {(parents[i] < 0 ? root : Number(parents[i]))} 0 R");
            item.Append(at > 0 ? $"\n/Prev {Number(siblings[at - 1])} 0 R" : string.Empty);
            item.Append(at + 1 < siblings.Count ? $"\n/Next {Number(siblings[at + 1])} 0 R" : string.Empty);

            // A negative count: what is below is there, and closed.
            item.Append(children[i + 1].Count > 0 ? $"{FirstAndLast(children[i + 1])}\n/Count -{children[i + 1].Count}" : string.Empty);
            item.Append(CultureInfo.InvariantCulture, $"\n/Dest [{file.PageObjects[place.PageNumber - 1]} 0 R /XYZ 0 {y:0.##} null]");
            objects.Add((Number(i), item.ToString()));
        }

        return objects;

        string FirstAndLast(List<int> items) => $"\n/First {Number(items[0])} 0 R\n/Last {Number(items[^1])} 0 R";
    }

    private static int[] Parents(IReadOnlyList<OutlineEntry> entries)
    {
        int[] parents = new int[entries.Count];
        List<int> open = [];
        for (int i = 0; i < entries.Count; i++)
        {
            int level = Math.Clamp(entries[i].Level, 0, open.Count);
            open.RemoveRange(level, open.Count - level);
            parents[i] = level == 0 ? -1 : open[level - 1];
            open.Add(i);
        }

        return parents;
    }

    private static void Append(ReadOnlySpan<byte> drawn, DrawnPdf file, List<(int Number, string Body)> objects, Stream output)
    {
        StringBuilder update = new();
        StringBuilder table = new("xref\n");
        int end = file.Size;
        int previous = -2;
        foreach ((int number, string body) in objects)
        {
            if (number != previous + 1)
            {
                table.Append(CultureInfo.InvariantCulture, $"{number} {Consecutive(objects, number)}\n");
            }

            table.Append(CultureInfo.InvariantCulture, $"{drawn.Length + update.Length:0000000000} 00000 n \n");
            update.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n<<{body}>>\nendobj\n");
            end = Math.Max(end, number + 1);
            previous = number;
        }

        // Two equal halves, as for a file never changed since it was made.
        string id = Convert.ToHexString(SHA256.HashData(drawn).AsSpan(0, 16));
        int start = drawn.Length + update.Length;
        update.Append(table);
        update.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {end}\n/Root {file.CatalogObject} 0 R\n/Info {file.DocumentInformationObject} 0 R\n");
        update.Append(CultureInfo.InvariantCulture, $"/ID [<{id}> <{id}>]\n/Prev {file.CrossReferenceOffset}>>\nstartxref\n{start}\n%%EOF\n");
        output.Write(Encoding.Latin1.GetBytes(update.ToString()));
    }

    private static int Consecutive(List<(int Number, string Body)> objects, int from)
    {
        int count = 0;
        while (objects.Exists(o => o.Number == from + count))
        {
            count++;
        }

        return count;
    }

    // Every character as UTF-16: nothing in a title can end the string.
    private static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";
}
