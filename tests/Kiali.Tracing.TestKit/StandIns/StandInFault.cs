namespace Kiali.Tracing.TestKit.StandIns;

/// <summary>What a stand-in server does wrong.</summary>
public sealed record StandInFault
{
    /// <summary>How many requests suffer it; all by default.</summary>
    public int Times { get; init; } = int.MaxValue;

    /// <summary>Answers with this status and <see cref="Body"/> in place of the right answer; null not to.</summary>
    public int? Status { get; init; }

    /// <summary>What is answered with <see cref="Status"/>; <c>{authorization}</c> in it becomes the request's credentials.</summary>
    public string Body { get; init; } = "refused";

    /// <summary>The media type of <see cref="Body"/>.</summary>
    public string MediaType { get; init; } = "text/plain";

    /// <summary>The Location header of the answer; null for none.</summary>
    public string? Location { get; init; }

    /// <summary>Breaks the connection after this many bytes of the body; null not to.</summary>
    public int? CutAfter { get; init; }

    /// <summary>Says nothing more after this many bytes of the body; null not to.</summary>
    public int? StallAfter { get; init; }

    /// <summary>Ends the body after this many bytes, as if it were whole; null not to.</summary>
    public int? TruncateAfter { get; init; }

    /// <summary>Whether the body goes on for ever with what a reader of JSON would skip.</summary>
    public bool IsEndless { get; init; }

    /// <summary>Sends the body in pieces of this many bytes; null for one piece. That is no fault: the answer is right.</summary>
    public int? PieceSize { get; init; }
}
