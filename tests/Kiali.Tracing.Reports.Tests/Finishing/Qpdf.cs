using System.Diagnostics;
using Xunit;

namespace Kiali.Tracing.Reports.Tests.Finishing;

/// <summary>Runs the program qpdf over a file.</summary>
internal static class Qpdf
{
    /// <summary>Fails with what qpdf says unless it finds nothing wrong.</summary>
    public static void Check(byte[] pdf)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, pdf);
            ProcessStartInfo start = new("qpdf", ["--check", path]) { RedirectStandardOutput = true, RedirectStandardError = true };
            using Process qpdf = Process.Start(start)!;
            string said = qpdf.StandardOutput.ReadToEnd() + qpdf.StandardError.ReadToEnd();
            qpdf.WaitForExit();

            Assert.True(qpdf.ExitCode == 0, said);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
