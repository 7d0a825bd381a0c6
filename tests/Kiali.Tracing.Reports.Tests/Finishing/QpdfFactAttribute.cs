using Xunit;

namespace Kiali.Tracing.Reports.Tests.Finishing;

/// <summary>A test that needs the program qpdf; skipped, saying so, where it is not installed.</summary>
public sealed class QpdfFactAttribute : FactAttribute
{
    public QpdfFactAttribute()
    {
        bool found = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, "qpdf")));
        if (!found)
        {
            Skip = "qpdf is not installed.";
        }
    }
}
