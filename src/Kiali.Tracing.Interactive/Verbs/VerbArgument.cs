namespace Kiali.Tracing.Interactive.Verbs;

/// <summary>The one word that follows a verb.</summary>
/// <param name="Name">What it is called in the help, in capitals.</param>
/// <param name="Description">What it is, for the help: a phrase without a full stop.</param>
/// <param name="IsRequired">Whether the verb needs it.</param>
/// <param name="ValueKind">What completes it.</param>
public sealed record VerbArgument(string Name, string Description, bool IsRequired, VerbValueKind ValueKind);
