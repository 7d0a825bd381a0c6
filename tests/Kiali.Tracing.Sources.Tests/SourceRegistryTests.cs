using Kiali.Tracing.Sources.Files;
using Xunit;

namespace Kiali.Tracing.Sources.Tests;

public class SourceRegistryTests
{
    [Fact]
    public void The_table_knows_every_scheme_of_the_documentation()
    {
        Assert.Equal(
            ["file", "jaeger+grpc", "jaeger+grpcs", "jaeger+http", "jaeger+https", "tempo+http", "tempo+https", "tempo+grpc", "tempo+grpcs", "prometheus+http", "prometheus+https", "loki+http", "loki+https", "kubernetes", "kiali+http", "kiali+https"],
            SourceRegistry.Schemes.AsEnumerable());
        Assert.Equal(SourceRegistry.Schemes.Where(scheme => !scheme.StartsWith("kiali+", StringComparison.Ordinal)), SourceRegistry.ReadableSchemes);
    }

    [Theory]
    [InlineData("kiali+http://kiali/kiali")]
    [InlineData("kiali+https://kiali/kiali")]
    public async Task A_scheme_that_is_not_readable_yet_is_refused_with_what_to_do_instead(string uri)
    {
        SourceException refusal = await Assert.ThrowsAsync<SourceException>(() => Open(uri));
        Assert.Equal($"{uri} is not readable in this version; save a snapshot or export the trace as JSON and open file:PATH.", refusal.Message);
        Assert.False(refusal.IsTransient);
    }

    [Theory]
    [InlineData("jager+grpc://x", "did you mean jaeger+grpc")]
    [InlineData("prometheus://x", "did you mean prometheus+http or prometheus+https?")]
    [InlineData("flie:x", "did you mean file?")]
    [InlineData("s3://bucket", "known are file, jaeger+grpc")]
    [InlineData("incident.json", "did you mean file:incident.json?")]
    [InlineData("./a:b.json", "did you mean file:./a:b.json?")]
    [InlineData("C:\\incident.json", "did you mean file:C:\\incident.json?")]
    [InlineData("", "A source needs a URI")]
    [InlineData("file:", "file: needs a path")]
    [InlineData("file://elsewhere/share/x.json", "another machine")]
    public async Task A_wrong_URI_is_refused_with_what_was_meant(string uri, string hint)
        => Assert.Contains(hint, (await Assert.ThrowsAsync<ArgumentException>(() => Open(uri))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("jaeger+https://user:hunter2@jaeger/base")]
    [InlineData("tempo+http://hunter2@tempo")]
    [InlineData("loki+https://loki/?access_token=hunter2")]
    [InlineData("kiali+https://kiali/kiali?x=1&TOKEN=hunter2#f")]
    [InlineData("jaegr+https://user:hunter2@jaeger")]
    [InlineData("user:hunter2@jaeger")]
    [InlineData("u:hunter2@jaeger")]
    public async Task Credentials_in_a_URI_are_refused_and_not_repeated(string uri)
    {
        ArgumentException refusal = await Assert.ThrowsAsync<ArgumentException>(() => Open(uri));
        Assert.DoesNotContain("hunter2", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file:a.json", "/base/here/a.json")]
    [InlineData("file:../a.json", "/base/a.json")]
    [InlineData("file:/tmp/a.json", "/tmp/a.json")]
    [InlineData("file:~/a b.json", "/home/me/a b.json")]
    [InlineData("file:~", "/home/me")]
    [InlineData("file:~other/a.json", "/base/here/~other/a.json")]
    [InlineData("file:///tmp/a%20b.json", "/tmp/a b.json")]
    [InlineData("file://localhost/tmp/a.json", "/tmp/a.json")]
    [InlineData("file:100%.json", "/base/here/100%.json")]
    public void Paths_start_at_the_working_folder_or_at_home(string uri, string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Assert.Equal(path, FileOpener.ResolvePath(uri, new SourceOpenOptions { WorkingDirectory = "/base/here", HomeDirectory = "/home/me" }));
    }

    private static Task<OpenedSource> Open(string uri) => SourceRegistry.OpenAsync(uri, new SourceOpenOptions(), CancellationToken.None);
}
