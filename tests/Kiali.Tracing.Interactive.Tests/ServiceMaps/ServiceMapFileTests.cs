using System.Collections.Immutable;
using CsCheck;
using Kiali.Tracing.Interactive.Hosting;
using Kiali.Tracing.Interactive.ServiceMaps;
using Kiali.Tracing.Interactive.Verbs;
using Kiali.Tracing.Mapping;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Interactive.Tests.ServiceMaps;

public sealed class ServiceMapFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kiali-tracing-service-map").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Yaml_and_json_are_read()
    {
        ServiceMapEntry[] expected = [new("Checkout Service", "shop", "checkout-v1", "checkout", "east"), new("legacy", "shop", null, "till")];
        Assert.Equal(expected, Read("""
            # what the services of the shop are called
            services:
              - service: Checkout Service
                namespace: shop
                workload: checkout-v1
                app: "checkout"
                cluster: east
              - { service: 'legacy', app: till, namespace: shop }
            """));
        Assert.Equal(expected, Read(
            """{"services":[{"service":"Checkout Service","namespace":"shop","workload":"checkout-v1","app":"checkout","cluster":"east"},{"service":"legacy","namespace":"shop","app":"till"}]}"""));
        Assert.Empty(Read("services: []"));
    }

    [Theory]
    [InlineData("", 1, "the file is empty")]
    [InlineData("- a", 1, "a service map starts with services:")]
    [InlineData("sevices: []", 1, "sevices is no key of a service map; did you mean services")]
    [InlineData("services: {}", 1, "services is a list")]
    [InlineData("services: []\nservices: []", 2, "services is there twice")]
    [InlineData("services:\n  - name", 2, "each service is a mapping of service, namespace, workload, app, cluster")]
    [InlineData("services:\n  - service: a\n    workload: w", 2, "a service lacks its namespace")]
    [InlineData("services:\n  - namespace: a\n    workload: w", 2, "a service lacks its service")]
    [InlineData("services:\n  - service: a\n    namespace: n", 2, "a service lacks its workload or app")]
    [InlineData("services:\n  - service: a\n    namespase: n", 3, "namespase is no key of a service map; did you mean namespace")]
    [InlineData("services:\n  - service: a\n    namespace:\n    workload: w", 3, "the value of namespace is missing")]
    [InlineData("services:\n  - service: a\n    namespace: [n]", 3, "the value of namespace is a text")]
    [InlineData("services:\n  - service: a\n    namespace: n\n    namespace: m", 4, "namespace is there twice")]
    [InlineData("services:\n  - { service: a, namespace: n, workload: w }\n\n  - { service: a, namespace: n, workload: v }", 4, "service a is there already, in line 2")]
    [InlineData("services:\n  - &x { service: a, namespace: n, workload: w }\n  - *x", 2, "anchors and aliases are not read here")]
    [InlineData("services: []\n---\nservices: []", 2, "a service map is one document")]
    [InlineData("services:\n  - service: \"a\n", 2, "")]
    [InlineData("services: [", 2, "")]
    [InlineData("services:\n  - service: \"a\\u0000\"", 2, "the value of service is no name")]
    public void What_is_no_service_map_is_refused_with_its_line(string text, int line, string message)
    {
        VerbFailedException failure = Assert.Throws<VerbFailedException>(() => Read(text));
        Assert.Equal(ExitCodes.Usage, failure.ExitCode);
        Assert.True(failure.Message.Contains(FormattableString.Invariant($"map.yaml, line {line}: {message}"), StringComparison.Ordinal), failure.Message);
    }

    [Fact]
    public void A_file_that_is_absent_too_large_or_no_text_is_refused()
    {
        Assert.Contains("cannot be read", Assert.Throws<VerbFailedException>(() => ServiceMapFile.Read(Path.Combine(_folder, "none"))).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be read", Assert.Throws<VerbFailedException>(() => ServiceMapFile.Read(_folder)).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be read", Assert.Throws<VerbFailedException>(() => ServiceMapFile.Read("\0")).Message, StringComparison.Ordinal);
        Assert.Contains("larger than 1 MiB", Assert.Throws<VerbFailedException>(() => Read("services: []" + new string(' ', 1 << 20))).Message, StringComparison.Ordinal);
        string binary = Path.Combine(_folder, "binary");
        File.WriteAllBytes(binary, [0xFF, 0xFE, 0xFD, 0x80]);
        Assert.Throws<VerbFailedException>(() => ServiceMapFile.Read(binary));
    }

    [Fact]
    public void Whatever_a_file_holds_it_is_read_or_refused()
    {
        string[] pieces = ["services:", "\n", "  - ", "service: a", "namespace: n", "workload: w", "{", "}", "[", "]", ",", ": ", "&a ", "*a", "!!binary ", "? ", "|", "\"", "'", "#", "---", "\t", "%YAML 9.9\n", "a"];
        Gen.Int[0, pieces.Length - 1].Array[0, 24].Sample(
            parts =>
            {
                try
                {
                    Read(string.Concat(parts.Select(part => pieces[part])));
                }
                catch (VerbFailedException failure)
                {
                    Assert.Equal(ExitCodes.Usage, failure.ExitCode);
                }
            },
            iter: PropertyCases.AtLeast(1000));
    }

    private ImmutableArray<ServiceMapEntry> Read(string text)
    {
        string path = Path.Combine(_folder, $"{Environment.CurrentManagedThreadId}-map.yaml");
        File.WriteAllText(path, text);
        return ServiceMapFile.Read(path).Map.Entries;
    }
}
