using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Interactive.Sessions;

/// <summary>An opened source and how it was asked for.</summary>
/// <param name="Request">How it was asked for.</param>
/// <param name="Source">The source.</param>
public sealed record Connection(ConnectionRequest Request, OpenedSource Source);
