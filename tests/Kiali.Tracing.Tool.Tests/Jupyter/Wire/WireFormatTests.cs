using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Kiali.Tracing.TestKit;
using Kiali.Tracing.Tool.Jupyter.Wire;
using Xunit;

namespace Kiali.Tracing.Tool.Tests.Jupyter.Wire;

public sealed class WireFormatTests
{
    private static readonly byte[] Key = "a0436f6c-1916-498b-8eb9-e81ab9368e84"u8.ToArray();
    private static readonly StoppedClock Clock = new(new DateTimeOffset(2026, 11, 14, 14, 3, 5, 123, TimeSpan.Zero));

    private static WireFormat NewFormat(byte[]? key = null) => new(new MessageSigner(key ?? Key), Clock, "s1");

    [Fact]
    public void Message_is_written_as_the_protocol_spells_it()
    {
        byte[] parent = """{"msg_id": "m7",  "spaces": "kept"}"""u8.ToArray();
        OutgoingMessage message = NewFormat().Write(
            KernelChannel.Shell, ["client"u8.ToArray()], "execute_reply", parent, new JsonObject { ["status"] = "ok", ["text"] = "<ü🙂\n\"" });
        Assert.Equal(
            [
                "client",
                "<IDS|MSG>",
                // python3: hmac.new(key, b"".join(frames[3:]), "sha256").hexdigest()
                "df3b8fc4770a18b3230c0e3d9e0a260bb941c83a77abe5d318de8af3d4450bfd",
                """{"msg_id":"s1_1","session":"s1","username":"kernel","date":"2026-11-14T14:03:05.123000Z","msg_type":"execute_reply","version":"5.3"}""",
                """{"msg_id": "m7",  "spaces": "kept"}""",
                "{}",
                """{"status":"ok","text":"<ü\uD83D\uDE42\n\""}""",
            ],
            message.Frames.Select(Encoding.UTF8.GetString));
    }

    [Fact]
    public void Request_without_a_parent_has_an_empty_parent_header()
    {
        OutgoingMessage message = NewFormat().Write(KernelChannel.IoPub, ["status"u8.ToArray()], "status", default, []);
        Assert.Equal("{}", Encoding.UTF8.GetString(message.Frames[4]));
    }

    [Fact]
    public void Message_ids_differ()
    {
        WireFormat format = NewFormat();
        string[] headers = [.. Enumerable.Range(0, 3).Select(_ => Encoding.UTF8.GetString(format.Write(KernelChannel.IoPub, [], "status", default, []).Frames[2]))];
        Assert.Equal(3, headers.Distinct().Count());
    }

    [Fact]
    public void Any_message_that_is_written_can_be_read_back() => Gen.Select(Gen.String, Gen.Byte.Array.Array[0, 4], Gen.String).Sample(
        (text, identities, type) =>
        {
            text = new string([.. text.Where(c => !char.IsSurrogate(c))]);
            type = new string([.. type.Where(c => !char.IsSurrogate(c))]);
            ImmutableArray<byte[]> routing = [.. identities.Where(identity => !identity.AsSpan().SequenceEqual("<IDS|MSG>"u8))];
            WireFormat format = NewFormat();
            OutgoingMessage written = format.Write(KernelChannel.Shell, routing, type, default, new JsonObject { ["code"] = text });
            WireMessage? read = format.Read(KernelChannel.Shell, written.Frames, out string problem);
            return read is not null && read.Text("code") == text && read.Type == type && problem.Length == 0
                && read.Identities.Length == routing.Length && read.Header.AsSpan().SequenceEqual(written.Frames[routing.Length + 2]);
        },
        iter: PropertyCases.AtLeast(1000));

    [Fact]
    public void A_message_changed_in_any_bit_is_refused() => Gen.Select(Gen.Int[1, 5], Gen.Int[0, 4095], Gen.Int[0, 7]).Sample(
        (frame, place, bit) =>
        {
            WireFormat format = NewFormat();
            byte[][] frames = [.. format.Write(KernelChannel.Shell, [], "execute_request", "{}"u8.ToArray(), new JsonObject { ["code"] = "1" }).Frames];
            byte[] changed = [.. frames[frame]];
            changed[place % changed.Length] ^= (byte)(1 << bit);
            frames[frame] = changed;
            return format.Read(KernelChannel.Shell, frames, out string problem) is null && problem == "its signature is wrong";
        },
        iter: PropertyCases.AtLeast(1000));

    [Fact]
    public void Without_a_key_nothing_is_signed_and_everything_is_read()
    {
        WireFormat format = NewFormat([]);
        OutgoingMessage written = format.Write(KernelChannel.Shell, [], "kernel_info_request", default, []);
        Assert.Empty(written.Frames[1]);
        Assert.NotNull(format.Read(KernelChannel.Shell, written.Frames, out _));
    }

    [Theory]
    [InlineData("[]", "{}", "its header or content is not the JSON of a message")]
    [InlineData("{}", "{}", "its header or content is not the JSON of a message")]
    [InlineData("""{"msg_type":1,"msg_id":"a"}""", "{}", "its header or content is not the JSON of a message")]
    [InlineData("""{"msg_type":"t","msg_id":"a"}""", "{", "its header or content is not the JSON of a message")]
    public void A_signed_message_that_is_no_message_is_refused(string header, string content, string reason)
    {
        byte[] head = Encoding.UTF8.GetBytes(header);
        byte[] body = Encoding.UTF8.GetBytes(content);
        byte[] empty = "{}"u8.ToArray();
        byte[][] frames = ["<IDS|MSG>"u8.ToArray(), new MessageSigner(Key).Sign(head, empty, empty, body), head, empty, empty, body];
        Assert.Null(NewFormat().Read(KernelChannel.Shell, frames, out string problem));
        Assert.Equal(reason, problem);
    }

    [Fact]
    public void Content_of_another_kind_than_asked_for_is_taken_as_absent()
    {
        WireFormat format = NewFormat();
        OutgoingMessage written = format.Write(
            KernelChannel.Shell, [], "execute_request", default, new JsonObject { ["code"] = 5, ["silent"] = "yes", ["cursor_pos"] = 1.5 });
        WireMessage read = format.Read(KernelChannel.Shell, written.Frames, out _)!;
        Assert.Equal("none", read.Text("code", "none"));
        Assert.True(read.Flag("silent", absent: true));
        Assert.Null(read.Number("cursor_pos"));
        Assert.Null(read.Number("missing"));
    }
}
