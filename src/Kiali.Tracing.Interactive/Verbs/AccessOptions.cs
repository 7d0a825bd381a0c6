using System.Collections.Immutable;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Interactive.Verbs;

/// <summary>The options that say how one is let in at a source; every verb has them, for what it names with <c>--source</c>. Secrets are named, never typed.</summary>
public static class AccessOptions
{
    private static readonly VerbOption TokenEnvironment = new("--token-env", "environment variable that holds the bearer token") { ValueName = "VARIABLE" };
    private static readonly VerbOption TokenFile = new("--token-file", "file that holds the bearer token; read at each use") { ValueName = "FILE" };
    private static readonly VerbOption User = new("--user", "user name for basic authentication") { ValueName = "NAME" };
    private static readonly VerbOption PasswordEnvironment = new("--password-env", "environment variable that holds the user's password") { ValueName = "VARIABLE" };
    private static readonly VerbOption PasswordFile = new("--password-file", "file that holds the user's password") { ValueName = "FILE" };
    private static readonly VerbOption ClientCertificate = new("--client-certificate", "PEM file of the client's certificate") { ValueName = "FILE" };
    private static readonly VerbOption ClientKey = new("--client-key", "PEM file of its key") { ValueName = "FILE", Default = "in the certificate's file" };
    private static readonly VerbOption Authority = new("--certificate-authority", "PEM file of the authorities to trust") { ValueName = "FILE", Default = "the system's" };
    private static readonly VerbOption Insecure = new("--insecure-skip-tls-verify", "accepts any certificate: whoever is in between can read and change everything");

    private static readonly VerbOption Header = new("--header", "header of each request: NAME=VALUE, NAME=env:VARIABLE or NAME=file:PATH; may repeat")
    {
        ValueName = "NAME=VALUE",
        IsRepeatable = true,
    };

    private static readonly VerbOption Timeout = new("--timeout", "how long one question to a source may take") { ValueName = "DURATION", Default = "30s" };

    private static readonly VerbOption KubeConfig = new("--kubeconfig", "kubeconfig of kubernetes: sources") { ValueName = "FILE", Default = "KUBECONFIG, else ~/.kube/config" };

    private static readonly VerbOption LokiLabels = new("--loki-labels", "labels of a Loki whose collector gives them other names than the usual ones: namespace=LABEL,pod=LABEL,container=LABEL,workload=LABEL,cluster=LABEL")
    {
        ValueName = "LIST",
        Default = "found out",
    };

    /// <summary>All of them.</summary>
    public static ImmutableArray<VerbOption> All { get; } =
    [
        TokenEnvironment, TokenFile, User, PasswordEnvironment, PasswordFile, ClientCertificate, ClientKey, Authority, Insecure, Header, Timeout, KubeConfig, LokiLabels,
    ];

    /// <summary>Puts what a verb was called with on a request; what was not said stays as it is.</summary>
    /// <param name="request">The request.</param>
    /// <param name="arguments">What the verb was called with.</param>
    /// <returns>The request.</returns>
    /// <exception cref="VerbFailedException">Two of them contradict each other, or a header is none.</exception>
    public static ConnectionRequest Apply(ConnectionRequest request, VerbArguments arguments)
    {
        SourceAccess access = request.Access;
        string? user = arguments.Text(User) ?? access.UserName;
        SecretReference? token = Secret(arguments, TokenEnvironment, TokenFile) ?? (arguments.Has(User) ? null : access.BearerToken);
        if (token is not null && arguments.Has(User))
        {
            throw VerbFailedException.Usage("A token and a user name were given.", "a server takes one of them: leave the other out");
        }

        if (user is null && (arguments.Has(PasswordEnvironment) || arguments.Has(PasswordFile)))
        {
            throw VerbFailedException.Usage("A password was named without a user.", "give --user NAME, too");
        }

        try
        {
            return request with
            {
                Timeout = arguments.Duration(Timeout) ?? request.Timeout,
                KubeConfig = arguments.Text(KubeConfig) ?? request.KubeConfig,
                LokiLabels = arguments.Text(LokiLabels) ?? request.LokiLabels,
                Access = access with
                {
                    BearerToken = token,
                    UserName = user,
                    Password = Secret(arguments, PasswordEnvironment, PasswordFile) ?? access.Password,
                    ClientCertificateFile = arguments.Text(ClientCertificate) ?? access.ClientCertificateFile,
                    ClientKeyFile = arguments.Text(ClientKey) ?? access.ClientKeyFile,
                    CertificateAuthorityFile = arguments.Text(Authority) ?? access.CertificateAuthorityFile,
                    InsecureSkipTlsVerify = arguments.Has(Insecure) || access.InsecureSkipTlsVerify,
                    Headers = [.. access.Headers, .. arguments.Texts(Header).Select(AccessHeader.Parse)],
                },
            };
        }
        catch (ArgumentException exception)
        {
            throw VerbFailedException.Usage(exception.Message);
        }
    }

    /// <summary>Reads a source's settings, as a file names them: the options without their dashes.</summary>
    /// <param name="uri">The source's URI.</param>
    /// <param name="settings">Their values by name; a flag's is <c>true</c> or <c>false</c>.</param>
    /// <returns>The request.</returns>
    /// <exception cref="VerbFailedException">A setting is unknown, or wrong.</exception>
    public static ConnectionRequest Read(string uri, IReadOnlyDictionary<string, ImmutableArray<string>> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ImmutableDictionary<string, ImmutableArray<string>>.Builder options = ImmutableDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach ((string name, ImmutableArray<string> values) in settings)
        {
            VerbOption option = All.FirstOrDefault(option => option.Name == "--" + name) ?? throw VerbFailedException.Usage(
                $"{uri} has no setting \"{name}\".",
                Spelling.Closest("--" + name, All.Select(option => option.Name)) is { } close ? $"did you mean {close[2..]}?" : $"there are {string.Join(", ", All.Select(option => option.Name[2..]))}");
            if (option.ValueName is not null)
            {
                options.Add(option.Name, values);
            }
            else if (values is ["true"])
            {
                options.Add(option.Name, []);
            }
            else if (values is not ["false"])
            {
                throw VerbFailedException.Usage($"{uri}: {name} is true or false.");
            }
        }

        return Apply(new ConnectionRequest(uri), new VerbArguments(null, options.ToImmutable()));
    }

    private static SecretReference? Secret(VerbArguments arguments, VerbOption environment, VerbOption file)
    {
        if (arguments.Has(environment) && arguments.Has(file))
        {
            throw VerbFailedException.Usage($"{environment.Name} and {file.Name} were given.", "one of them is enough");
        }

        return arguments.Text(environment) is { } variable ? SecretReference.InEnvironment(variable)
            : arguments.Text(file) is { } path ? SecretReference.InFile(path)
            : null;
    }
}
