namespace Kiali.Tracing.Sources.Tests.Writers;

internal sealed record ModelEvent(long Micros, string Name, ModelAttribute[] Attributes);
