using System.Text.Json;

namespace Kiali.Tracing.Sources.Snapshots;

/// <summary>A file of a snapshot, as its manifest lists it.</summary>
/// <param name="Name">Its name in the folder.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its digest, lower-case hexadecimal digits.</param>
internal sealed record SnapshotFile(string Name, long Bytes, string Sha256)
{
    /// <summary>Whether the name is that of a file in the folder itself.</summary>
    public bool IsPlainName => Name.Length > 0 && Name is not ("." or "..") && Name.IndexOfAny(['/', '\\', ':', '\0']) < 0;

    /// <summary>Reads an entry of the manifest.</summary>
    public static SnapshotFile Parse(JsonElement element) => new(
        element.GetProperty("name").GetString() ?? string.Empty,
        element.GetProperty("bytes").GetInt64(),
        element.GetProperty("sha256").GetString() ?? string.Empty);
}
