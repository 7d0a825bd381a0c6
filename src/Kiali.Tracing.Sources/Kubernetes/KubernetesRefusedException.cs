using System.Net;

namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>The API server refused a question. Some refusals are answers: that a container has not started, that a namespace may not be looked into.</summary>
/// <param name="failure">The failure, where the refusal is none.</param>
/// <param name="status">The status.</param>
/// <param name="said">What the server said, one line.</param>
internal sealed class KubernetesRefusedException(SourceException failure, HttpStatusCode status, string said) : Exception(failure.Message, failure)
{
    /// <summary>The failure, where the refusal is none.</summary>
    public SourceException Failure => failure;

    /// <summary>The status.</summary>
    public HttpStatusCode Status => status;

    /// <summary>What the server said, one line.</summary>
    public string Said => said;

    /// <summary>Whether it is for want of a right.</summary>
    public bool IsForbidden => status == HttpStatusCode.Forbidden;

    /// <summary>Whether the container has written nothing yet, because it did not start.</summary>
    public bool IsNotStarted => status == HttpStatusCode.BadRequest
        && (said.Contains("waiting to start", StringComparison.OrdinalIgnoreCase) || said.Contains("is not available", StringComparison.OrdinalIgnoreCase)
            || said.Contains("does not have a host assigned", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the container has no previous run.</summary>
    public bool HasNoPrevious => status == HttpStatusCode.BadRequest && said.Contains("previous terminated container", StringComparison.OrdinalIgnoreCase);
}
