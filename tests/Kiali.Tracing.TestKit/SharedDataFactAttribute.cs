using Xunit;

namespace Kiali.Tracing.TestKit;

/// <summary>A test that reads <see cref="SharedData"/>; it is skipped, saying so, where those files are absent.</summary>
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute()
    {
        if (!SharedData.Exists)
        {
            Skip = SharedData.AbsenceMessage;
        }
    }
}
