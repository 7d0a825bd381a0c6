using System.Text;
using System.Text.RegularExpressions;
using Kiali.Tracing.Sources.Pipeline;

namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>Jaeger's page, the only place where its query service tells its version.</summary>
internal static partial class JaegerPage
{
    private const int LongestPage = 1 << 16;

    /// <summary>Finds the version.</summary>
    /// <param name="pipeline">Asks.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>For instance <c>2.20.0</c>; null when the page does not tell, or there is none.</returns>
    public static async Task<string?> GetVersionAsync(SourcePipeline pipeline, CancellationToken cancellationToken)
    {
        try
        {
            return await pipeline.SendAsync(
                new SourceRequest("ask for the version", string.Empty) { Accept = "text/html", AcceptsHtml = true },
                static async (reply, token) =>
                {
                    byte[] page = new byte[LongestPage];
                    int length = await reply.Body.ReadAtLeastAsync(page, page.Length, throwOnEndOfStream: false, token).ConfigureAwait(false);
                    Match match = Version().Match(Encoding.UTF8.GetString(page, 0, length));
                    return match.Success ? match.Groups["version"].Value : null;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (SourceException)
        {
            return null;
        }
    }

    [GeneratedRegex("\"gitVersion\"\\s*:\\s*\"v?(?<version>[0-9][0-9A-Za-z.+-]{0,40})\"", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Version();
}
