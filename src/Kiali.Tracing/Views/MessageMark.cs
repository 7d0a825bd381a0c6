using Kiali.Tracing.Figures;

namespace Kiali.Tracing.Views;

/// <summary>The word and the colours that mark a message, the same in every output.</summary>
public static class MessageMark
{
    /// <summary>The mark of a kind of message.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>A sign and a word, such as <c>✕ error</c>, and its colours.</returns>
    public static (string Word, Tone Tone) Of(MessageKind kind) => kind switch
    {
        MessageKind.Error => ("✕ error", Palette.ErrorMessage),
        MessageKind.Partial => ("! partial", Palette.PartialMessage),
        MessageKind.Stopped => ("! stopped", Palette.PartialMessage),
        MessageKind.Warning => ("? warning", Palette.WarningMessage),
        _ => ("note", Palette.NoDataCell),
    };
}
