using System.Runtime.CompilerServices;
using System.Text;
using Xunit.Sdk;

namespace Kiali.Tracing.TestKit.Approval;

/// <summary>Compares a text with the committed file that a person has approved by looking at it.</summary>
/// <remarks>The files lie in a folder <c>Approved</c> beside the test's source. With <c>KIALI_TRACING_APPROVE=1</c> they are rewritten
/// instead, to be looked at in the diff; a missing file fails the test otherwise.</remarks>
public static class Approved
{
    private const string Switch = "KIALI_TRACING_APPROVE";

    /// <summary>Checks a text against its approved file.</summary>
    /// <param name="actual">The text; line ends are made LF, and one is added at the end.</param>
    /// <param name="name">The file's name with its extension, such as <c>heatmap.svg</c>.</param>
    /// <param name="sourceFile">The test's source file; the compiler fills it.</param>
    public static void Match(string actual, string name, [CallerFilePath] string sourceFile = "")
    {
        string path = Path.Combine(FindFolder(sourceFile), name);
        string text = Normalize(actual);
        if (Environment.GetEnvironmentVariable(Switch) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text, new UTF8Encoding(false));
            return;
        }

        if (!File.Exists(path))
        {
            throw new XunitException($"{path} is missing. Look at the output, then run the test with {Switch}=1.\n{Head(text)}");
        }

        string expected = Normalize(File.ReadAllText(path));
        if (expected != text)
        {
            throw new XunitException($"{Difference(expected, text)}\nin {path}. If the new text is right, run the test with {Switch}=1.");
        }
    }

    // Deterministic builds hide the real root behind /_/: the file is then found from the assembly upwards.
    private static string FindFolder(string sourceFile)
    {
        string folder = Path.GetDirectoryName(sourceFile)!;
        if (Directory.Exists(folder))
        {
            return Path.Combine(folder, "Approved");
        }

        string relative = folder.StartsWith("/_/", StringComparison.Ordinal) ? folder[3..] : folder;
        for (DirectoryInfo? up = new(AppContext.BaseDirectory); up is not null; up = up.Parent)
        {
            string candidate = Path.Combine(up.FullName, relative);
            if (Directory.Exists(candidate))
            {
                return Path.Combine(candidate, "Approved");
            }
        }

        throw new XunitException($"The folder of {sourceFile} is not on this machine, so its approved files cannot be read.");
    }

    private static string Normalize(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";

    private static string Difference(string expected, string actual)
    {
        string[] old = expected.Split('\n');
        string[] now = actual.Split('\n');
        int line = 0;
        while (line < old.Length && line < now.Length && old[line] == now[line])
        {
            line++;
        }

        return $"Line {line + 1} differs.\napproved: {Head(old.ElementAtOrDefault(line) ?? "(end)")}\nactual:   {Head(now.ElementAtOrDefault(line) ?? "(end)")}";
    }

    private static string Head(string text) => text.Length <= 2000 ? text : text[..2000] + "…";
}
