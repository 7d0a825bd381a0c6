using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>Gives the credentials of a kubeconfig's user, and gets new ones when they end. No record: it is never printed.</summary>
/// <param name="sourceUri">The source, for errors.</param>
/// <param name="connection">The connection.</param>
/// <param name="options">How long a plugin may take.</param>
/// <param name="clock">Tells when credentials end.</param>
internal sealed class KubernetesCredentials(string sourceUri, KubeConnection connection, KubernetesOptions options, TimeProvider clock) : IDisposable
{
    private const string Bearer = "Bearer";
    private const int ShortestSecret = 4;

    private readonly KubeUser _user = connection.User;
    private readonly SemaphoreSlim _one = new(1, 1);
    private ImmutableHashSet<string> _secrets = [];
    private ExecCredential? _given;

    /// <summary>The certificate that the plugin gave last; null for none.</summary>
    public X509Certificate2? Certificate => _given?.Certificate;

    /// <summary>Gives the credentials.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>What goes into the header; null for nothing.</returns>
    /// <exception cref="SourceException">There are none to be had.</exception>
    public async Task<AuthenticationHeaderValue?> GetAsync(CancellationToken cancellationToken)
    {
        if ((_user.TokenFile is { } file ? SecretReference.InFile(file).Read(sourceUri) : _user.Token) is { } token)
        {
            return Of(token);
        }

        if (_user.UserName is { } name)
        {
            string pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{_user.Password}"));
            Remember(pair);
            Remember(_user.Password);
            return new AuthenticationHeaderValue("Basic", pair);
        }

        if (_user.Plugin is null)
        {
            return null;
        }

        ExecCredential credential = await AskPluginAsync(cancellationToken).ConfigureAwait(false);
        return credential.Token is { } given ? Of(given) : null;
    }

    /// <summary>Forgets credentials that the server refused.</summary>
    /// <returns>Whether new ones may be had.</returns>
    public bool Forget()
    {
        if (_user.Plugin is null || _user.Token is not null || _user.TokenFile is not null || _user.UserName is not null)
        {
            return _user.TokenFile is not null;
        }

        _given = null;
        return true;
    }

    /// <summary>Takes the secrets that were given so far out of a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text, with dots in place of secrets.</returns>
    public string WithoutSecrets(string text) => _secrets.Aggregate(text, (left, secret) => left.Replace(secret, "…", StringComparison.Ordinal));

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task<ExecCredential> AskPluginAsync(CancellationToken cancellationToken)
    {
        if (_given is { } good && good.IsGood(clock.GetUtcNow()))
        {
            return good;
        }

        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_given is { } meanwhile && meanwhile.IsGood(clock.GetUtcNow()))
            {
                return meanwhile;
            }

            ExecCredential credential = await new ExecPluginRun(sourceUri, connection, options.PluginTimeout, clock).RunAsync(cancellationToken).ConfigureAwait(false);
            _given = credential;
            return credential;
        }
        finally
        {
            _one.Release();
        }
    }

    private AuthenticationHeaderValue Of(string token)
    {
        Remember(token);
        return new AuthenticationHeaderValue(Bearer, token);
    }

    private void Remember(string? secret)
    {
        if (secret?.Length >= ShortestSecret)
        {
            ImmutableInterlocked.Update(ref _secrets, static (known, added) => known.Add(added), secret);
        }
    }
}
