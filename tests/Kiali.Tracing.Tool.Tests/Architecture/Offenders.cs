using Xunit;

namespace Kiali.Tracing.Tool.Tests.Architecture;

/// <summary>Fails a rule with the list of what breaks it.</summary>
internal static class Offenders
{
    public static void AreNone<T>(IEnumerable<T> found) => Assert.Equal(string.Empty, string.Join('\n', found));
}
