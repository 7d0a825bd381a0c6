using System.Collections.Immutable;

namespace Kiali.Tracing.Tool.Jupyter.Wire;

/// <summary>A signed message, ready to be written to its socket.</summary>
internal sealed record OutgoingMessage(KernelChannel Channel, ImmutableArray<byte[]> Frames);
