using System.Xml.Linq;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Tool.Tests.Architecture;

public class HouseTests
{
    private static readonly Dictionary<string, string[]> AllowedReferences = new()
    {
        ["Kiali.Tracing"] = [],
        ["Kiali.Tracing.Sources"] = ["Kiali.Tracing"],
        ["Kiali.Tracing.Rendering"] = ["Kiali.Tracing"],
        ["Kiali.Tracing.Reports"] = ["Kiali.Tracing.Rendering"],
        ["Kiali.Tracing.Interactive"] = ["Kiali.Tracing.Reports", "Kiali.Tracing.Sources"],
        ["Kiali.Tracing.Tool"] = ["Kiali.Tracing.Interactive"],
    };

    [Fact]
    public void References_point_down_only()
    {
        foreach ((string project, string[] allowed) in AllowedReferences)
        {
            IEnumerable<string> references = Items(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));
            Assert.Equal(allowed.Order(), references.Order());
        }
    }

    [Fact]
    public void Every_project_of_src_has_its_place_in_the_house()
        => Assert.Equal(
            AllowedReferences.Keys.Order(),
            Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src")).Select(Path.GetFileName).Order());

    [Fact]
    public void The_core_references_no_package_but_data_frames()
        => Assert.Equal(["Microsoft.Data.Analysis"], Items("Kiali.Tracing", "PackageReference"));

    [Theory]
    [InlineData("SkiaSharp", "Kiali.Tracing.Rendering", "Kiali.Tracing.Reports")]
    [InlineData("HarfBuzzSharp", "Kiali.Tracing.Rendering", "Kiali.Tracing.Reports")]
    [InlineData("NetMQ", "Kiali.Tracing.Tool")]
    [InlineData("Microsoft.CodeAnalysis", "Kiali.Tracing.Tool")]
    [InlineData("Kiali.Tracing.Sources.", "Kiali.Tracing.Sources", "Kiali.Tracing.Tool")]
    public void Foreign_types_stay_in_their_room(string used, params string[] rooms)
    {
        IEnumerable<string> strangers = SourceTree.Files("src")
            .Where(file => !rooms.Any(room => SourceTree.Relative(file).StartsWith($"src/{room}/", StringComparison.Ordinal)))
            .Where(file => File.ReadLines(file).Any(line => line.StartsWith("using " + used, StringComparison.Ordinal)))
            .Select(SourceTree.Relative);
        Offenders.AreNone(strangers);
    }

    [Fact]
    public void A_report_takes_results_and_never_a_source()
        => Offenders.AreNone(SourceTree.Files("src/Kiali.Tracing.Reports")
            .Where(file => File.ReadAllText(file).Contains("ITraceSource", StringComparison.Ordinal)
                || File.ReadAllText(file).Contains("IMetricSource", StringComparison.Ordinal)
                || File.ReadAllText(file).Contains("ILogSource", StringComparison.Ordinal))
            .Select(SourceTree.Relative));

    private static List<string> Items(string project, string kind)
        => [.. XDocument.Load(Path.Combine(Repository.Root, "src", project, project + ".csproj")).Descendants(kind).Select(item => (string)item.Attribute("Include")!)];
}
