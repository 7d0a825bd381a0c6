using System.Security.Cryptography;
using System.Text;

namespace Kiali.Tracing.Tool.Jupyter.Wire;

/// <summary>Signs and verifies the four JSON parts of a message with HMAC-SHA256.</summary>
/// <remarks>With an empty key nothing is signed and everything is accepted, as the protocol asks. Safe on several threads.</remarks>
internal sealed class MessageSigner(ReadOnlyMemory<byte> key)
{
    /// <summary>The signature as lower-case hexadecimal ASCII; empty without a key.</summary>
    public byte[] Sign(byte[] header, byte[] parent, byte[] metadata, byte[] content)
    {
        if (key.IsEmpty)
        {
            return [];
        }

        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Span);
        hash.AppendData(header);
        hash.AppendData(parent);
        hash.AppendData(metadata);
        hash.AppendData(content);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Whether the signature belongs to the parts. The time taken does not tell where it differs.</summary>
    public bool Verify(ReadOnlySpan<byte> signature, byte[] header, byte[] parent, byte[] metadata, byte[] content) =>
        key.IsEmpty || CryptographicOperations.FixedTimeEquals(Sign(header, parent, metadata, content), signature);
}
