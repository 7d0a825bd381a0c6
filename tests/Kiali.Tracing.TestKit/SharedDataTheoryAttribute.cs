using Xunit;

namespace Kiali.Tracing.TestKit;

/// <summary>A parameterised test that reads <see cref="SharedData"/>; it is skipped, saying so, where those files are absent.</summary>
public sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute()
    {
        if (!SharedData.Exists)
        {
            Skip = SharedData.AbsenceMessage;
        }
    }
}
