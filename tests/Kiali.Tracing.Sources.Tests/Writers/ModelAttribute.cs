namespace Kiali.Tracing.Sources.Tests.Writers;

/// <summary>An attribute of a type that both formats have: string, bool, long, double or byte[].</summary>
internal sealed record ModelAttribute(string Key, object Value);
