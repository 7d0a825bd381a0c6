namespace Kiali.Tracing.Sources.Pipeline;

/// <summary>A source's own way to its back end and of being let in there, in place of what <see cref="SourceAccess"/> says; for instance that of a kubeconfig.</summary>
internal interface ISourceTransport
{
    /// <summary>Makes the handler at the bottom of the pipeline. It must give credentials to the source's own host only: redirections come here, too.</summary>
    /// <returns>The handler; it does not follow redirections itself.</returns>
    HttpMessageHandler CreateHandler();

    /// <summary>Takes the secrets in use out of a text that a server sent.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text, with dots in place of secrets.</returns>
    string WithoutSecrets(string text);
}
