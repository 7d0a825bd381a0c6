using System.Globalization;
using System.Text;

namespace Kiali.Tracing.Reports.Finishing;

/// <summary>The places in a file drawn by Skia that an incremental update must name.</summary>
/// <param name="Size">One more than the highest object number.</param>
/// <param name="CrossReferenceOffset">Where the cross-reference table is.</param>
/// <param name="CatalogObject">The catalog's object number.</param>
/// <param name="CatalogBody">What stands between the catalog's brackets.</param>
/// <param name="DocumentInformationObject">The object number of title and dates.</param>
/// <param name="PageObjects">The object number of each page, in order.</param>
internal sealed record DrawnPdf(
    int Size, int CrossReferenceOffset, int CatalogObject, string CatalogBody, int DocumentInformationObject, IReadOnlyList<int> PageObjects)
{
    private const int EntryLength = 20;
    private const int MaximumDepth = 32;

    /// <summary>Reads a file.</summary>
    /// <param name="file">A PDF with one classic cross-reference table, as Skia writes.</param>
    /// <exception cref="InvalidDataException">It is built in another way.</exception>
    public static DrawnPdf Read(ReadOnlySpan<byte> file)
    {
        int start = file.LastIndexOf("startxref\n"u8);
        int crossReference = start < 0 ? throw Unexpected("startxref") : Integer(file, start + "startxref\n".Length);
        int trailer = file.LastIndexOf("trailer\n"u8);
        if (trailer < 0 || crossReference < 0 || crossReference >= trailer || !file[crossReference..].StartsWith("xref\n0 "u8))
        {
            throw Unexpected("cross-reference table");
        }

        string trailerText = Encoding.Latin1.GetString(file[trailer..start]);
        int size = Integer(file, crossReference + "xref\n0 ".Length);
        int firstEntry = crossReference + file[crossReference..].IndexOf((byte)'0') + 2;
        firstEntry += file[firstEntry..].IndexOf((byte)'\n') + 1;
        int[] offsets = new int[size];
        for (int i = 0; i < size; i++)
        {
            offsets[i] = Integer(file, firstEntry + (i * EntryLength));
        }

        int catalog = Reference(trailerText, "/Root ");
        string body = Body(file, offsets, catalog);
        List<int> pages = [];
        CollectPages(file, offsets, Reference(body, "/Pages "), pages, 0);
        return new DrawnPdf(size, crossReference, catalog, body, Reference(trailerText, "/Info "), pages);
    }

    private static void CollectPages(ReadOnlySpan<byte> file, int[] offsets, int node, List<int> pages, int depth)
    {
        string body = Body(file, offsets, node);
        int kids = body.IndexOf("/Kids [", StringComparison.Ordinal);
        if (!body.Contains("/Type /Pages", StringComparison.Ordinal) || kids < 0)
        {
            pages.Add(node);
            return;
        }

        if (depth > MaximumDepth)
        {
            throw Unexpected("page tree");
        }

        kids += "/Kids [".Length;
        int end = body.IndexOf(']', kids);
        string[] numbers = body[kids..end].Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < numbers.Length; i += 3)
        {
            CollectPages(file, offsets, int.Parse(numbers[i], CultureInfo.InvariantCulture), pages, depth + 1);
        }
    }

    private static string Body(ReadOnlySpan<byte> file, int[] offsets, int number)
    {
        if (number <= 0 || number >= offsets.Length || offsets[number] <= 0 || offsets[number] >= file.Length)
        {
            throw Unexpected("object number");
        }

        ReadOnlySpan<byte> rest = file[offsets[number]..];
        int from = rest.IndexOf("<<"u8);
        int to = rest.IndexOf(">>\nendobj"u8);
        return from < 0 || to < from ? throw Unexpected("object") : Encoding.Latin1.GetString(rest[(from + 2)..to]);
    }

    private static int Reference(string dictionary, string key)
    {
        int at = dictionary.IndexOf(key, StringComparison.Ordinal);
        return at < 0 ? throw Unexpected(key.Trim()) : Integer(Encoding.Latin1.GetBytes(dictionary), at + key.Length);
    }

    private static int Integer(ReadOnlySpan<byte> file, int at)
    {
        int length = file[at..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return int.TryParse(file.Slice(at, Math.Max(0, length)), CultureInfo.InvariantCulture, out int value) ? value : throw Unexpected("number");
    }

    private static InvalidDataException Unexpected(string what) =>
        new($"The drawn PDF has no {what} where this pass expects one; it does not fit this version of SkiaSharp.");
}
