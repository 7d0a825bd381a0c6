using Kiali.Tracing.Sources.Tests.Files;
using Kiali.Tracing.TestKit.Contracts;

namespace Kiali.Tracing.Sources.Tests.LogFiles;

public sealed class LogTextFileSourceTests : LogSourceContract, IDisposable
{
    private readonly TextFiles _files = new();

    public void Dispose() => _files.Dispose();

    protected override Task<OpenedSource> OpenAsync()
    {
        string text = string.Concat(Enumerable.Range(0, 40).Select(index => $"{UnixTime.ToRfc3339(1_700_000_000_000_000_000 + (index * 7 % 40 * 1_000_000L))} line {index}\n"));
        _files.Write("bookinfo_reviews-v3-6f76498fc8-58wpn_reviews.log", text);
        return _files.OpenAsync("bookinfo_reviews-v3-6f76498fc8-58wpn_reviews.log");
    }
}
