using System.Buffers.Binary;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Kiali.Tracing.TestKit.StandIns;

/// <summary>Writes gRPC answers byte for byte, as recordings hold them.</summary>
public static class GrpcReply
{
    /// <summary>Writes messages and the status after them.</summary>
    /// <param name="context">The call.</param>
    /// <param name="messages">The messages, encoded.</param>
    /// <param name="status">The status; 0 is OK.</param>
    /// <param name="detail">The status' message; null for none.</param>
    /// <returns>When it is written.</returns>
    public static async Task WriteAsync(HttpContext context, IEnumerable<byte[]> messages, int status = 0, string? detail = null)
    {
        context.Response.ContentType = "application/grpc";
        byte[] prefix = new byte[5];
        foreach (byte[] message in messages)
        {
            BinaryPrimitives.WriteInt32BigEndian(prefix.AsSpan(1), message.Length);
            await context.Response.Body.WriteAsync(prefix);
            await context.Response.Body.WriteAsync(message);
        }

        context.Response.AppendTrailer("grpc-status", status.ToString(CultureInfo.InvariantCulture));
        if (detail is not null)
        {
            context.Response.AppendTrailer("grpc-message", Uri.EscapeDataString(detail));
        }
    }

    /// <summary>Reads the one message of a call without client streaming.</summary>
    /// <param name="context">The call.</param>
    /// <returns>The message, encoded.</returns>
    public static async Task<byte[]> ReadRequestAsync(HttpContext context)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body);
        return body.Length < 5 ? [] : body.ToArray()[5..];
    }
}
