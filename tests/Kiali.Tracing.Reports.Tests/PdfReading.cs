using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;

namespace Kiali.Tracing.Reports.Tests;

/// <summary>Reads a written PDF back, as a reader would.</summary>
internal static class PdfReading
{
    /// <summary>The text of each page in content order.</summary>
    public static List<string> PageTexts(byte[] pdf)
    {
        using PdfDocument document = PdfDocument.Open(pdf);
        return [.. document.GetPages().Select(page => ContentOrderTextExtractor.GetText(page))];
    }

    /// <summary>All text, with white space removed, so that only the characters and their order count.</summary>
    public static string Characters(byte[] pdf)
    {
        StringBuilder text = new();
        foreach (string page in PageTexts(pdf))
        {
            text.Append(string.Concat(page.Where(c => !char.IsWhiteSpace(c))));
        }

        return text.ToString();
    }

    /// <summary>The file's bytes as characters, to look for names in.</summary>
    public static string Raw(byte[] pdf) => Encoding.Latin1.GetString(pdf);
}
