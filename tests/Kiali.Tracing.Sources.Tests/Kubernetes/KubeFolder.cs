using Kiali.Tracing.Sources.Kubernetes;

namespace Kiali.Tracing.Sources.Tests.Kubernetes;

/// <summary>A folder with kubeconfigs and plugins, removed when it is disposed.</summary>
internal sealed class KubeFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("kiali-tracing-kube-").FullName;

    /// <summary>Options that see this folder only, and no environment.</summary>
    public KubernetesOptions Options => new() { WorkingDirectory = Path, HomeDirectory = Path, Variable = _ => null, AccountFolder = PathTo("account") };

    public string PathTo(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text)
    {
        string path = PathTo(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public string WriteProgram(string name, string script)
    {
        string path = Write(name, "#!/bin/sh\n" + script);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    /// <summary>A kubeconfig with one context.</summary>
    public static string Config(string server, string user, string cluster = "", string context = "test", string inNamespace = "") => $$"""
        apiVersion: v1
        kind: Config
        current-context: {{context}}
        contexts:
        - name: {{context}}
          context: { cluster: c1, user: u1{{(inNamespace.Length == 0 ? string.Empty : ", namespace: " + inNamespace)}} }
        clusters:
        - name: c1
          cluster: { server: "{{server}}"{{(cluster.Length == 0 ? string.Empty : ", " + cluster)}} }
        users:
        - name: u1
          user: { {{user}} }
        """;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
