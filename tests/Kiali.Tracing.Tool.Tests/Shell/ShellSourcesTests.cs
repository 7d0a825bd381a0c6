using Kiali.Tracing.Interactive.Verbs;
using Kiali.Tracing.Tool.Shell;
using Xunit;

namespace Kiali.Tracing.Tool.Tests.Shell;

public sealed class ShellSourcesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kiali-tracing-shell-sources").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_environment_comes_before_the_file_of_the_folder()
    {
        Write("sources: [ \"file:a\", file:b ]");
        Assert.Equal(["file:a", "file:b"], Find(null));
        Assert.Equal(["file:c", "file:d"], Find("file:c; file:d"));
        Assert.Equal(["file:a", "file:b"], Find(" "));
    }

    [Fact]
    public void The_file_names_a_service_map_beside_it()
    {
        Assert.Null(ShellSources.FindServiceMap(_folder));
        Write("sources: [ file:a ]\nserviceMap: maps/services.yaml");
        Assert.Equal(Path.Combine(_folder, "maps/services.yaml"), ShellSources.FindServiceMap(_folder));
        Write("serviceMap: /etc/services.yaml");
        Assert.Equal("/etc/services.yaml", ShellSources.FindServiceMap(_folder));
        Assert.Empty(Find(null));
        Write("sources: [ file:a ]");
        Assert.Null(ShellSources.FindServiceMap(_folder));
    }

    [Theory]
    [InlineData("sources: file:a", "has no list of sources")]
    [InlineData("- a", "has no list of sources")]
    [InlineData("sources: [", "cannot be read")]
    [InlineData("{a: b}: c: d", "cannot be read")]
    public void A_file_that_names_no_sources_is_refused(string text, string message)
    {
        Write(text);
        Assert.Contains(message, Assert.Throws<VerbFailedException>(() => Find(null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_map_that_is_no_path_is_refused()
    {
        Write("serviceMap: [ a ]");
        Assert.Contains("no path at serviceMap", Assert.Throws<VerbFailedException>(() => ShellSources.FindServiceMap(_folder)).Message, StringComparison.Ordinal);
    }

    private IEnumerable<string> Find(string? variable) => ShellSources.Find(_folder, name => name == ShellSources.Variable ? variable : null).Select(request => request.Uri);

    private void Write(string text) => File.WriteAllText(Path.Combine(_folder, ShellSources.FileName), text);
}
