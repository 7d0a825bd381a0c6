using System.Globalization;
using System.Net;
using Kiali.Tracing.Sources.Pipeline;

namespace Kiali.Tracing.Sources.Tempo;

/// <summary>Asks <c>/api/search</c>.</summary>
internal sealed class TempoHttpSearch(SourcePipeline pipeline) : ITempoSearch
{
    /// <inheritdoc/>
    public Task<TempoSearchAnswer> SearchAsync(TempoSearchQuestion question, CancellationToken cancellationToken) => pipeline.SendAsync(
        new SourceRequest(TempoMapping.FindTraces, PathOf(question)) { Accepts = static status => status == HttpStatusCode.BadRequest },
        static async (reply, token) => reply.Status == HttpStatusCode.BadRequest
            ? new TempoSearchAnswer { Refusal = await reply.ReadErrorAsync(token).ConfigureAwait(false) }
            : TempoJson.ReadSearch(await TempoBody.ReadAsync(reply, token).ConfigureAwait(false)),
        cancellationToken);

    private static string PathOf(TempoSearchQuestion question) => string.Create(
        CultureInfo.InvariantCulture,
        $"api/search?q={Uri.EscapeDataString(question.Query)}&limit={question.Limit}&spss={TempoSearchQuestion.SpansPerTrace}&start={question.StartSeconds}&end={question.EndSeconds}");
}
