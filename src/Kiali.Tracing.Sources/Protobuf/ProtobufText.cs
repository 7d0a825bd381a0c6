using System.Text;
using System.Text.Unicode;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.Protobuf;

/// <summary>Makes texts of a wire that promises UTF-8 what it promises, and bounds them.</summary>
/// <param name="tally">Counts what had to be changed.</param>
internal sealed class ProtobufText(ReadTally tally)
{
    /// <summary>A text as valid Unicode of at most <see cref="JsonInput.MaxTextBytes"/>.</summary>
    /// <param name="utf8">The text as it was sent.</param>
    /// <returns>The same bytes, or others where it was too long or no UTF-8.</returns>
    public ReadOnlySpan<byte> Clean(ReadOnlySpan<byte> utf8)
        => utf8.Length <= JsonInput.MaxTextBytes && Utf8.IsValid(utf8) ? utf8 : Mend(utf8);

    /// <summary>A text as <see cref="Clean"/> gives it.</summary>
    public string StringOf(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(Clean(utf8));

    private ReadOnlySpan<byte> Mend(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
        {
            tally.Add("repaired-text", "texts were not valid Unicode; the invalid parts show as U+FFFD");
            utf8 = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(utf8));
        }

        if (utf8.Length <= JsonInput.MaxTextBytes)
        {
            return utf8;
        }

        tally.Add("cut-text", "texts were longer than 1 MiB and were cut there");
        int length = JsonInput.MaxTextBytes;
        while ((utf8[length] & 0xC0) == 0x80)
        {
            length--;
        }

        return utf8[..length];
    }
}
