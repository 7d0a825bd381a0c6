using System.Collections.Immutable;
using Kiali.Tracing.Catalog;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Interactive.Tests.Sessions;

/// <summary>Gives listed workloads as a catalogue does, and counts how often it was asked.</summary>
internal sealed class ListedCatalogSource(string uri, params ImmutableArray<Workload> workloads) : ICatalogSource
{
    public string Uri => uri;

    public TimeRange? RecordedRange => null;

    public SourceException? Failure { get; set; }

    public int Asked { get; private set; }

    public Task<Answer<ImmutableArray<Workload>>> GetWorkloadsAsync(CatalogQuery query, CancellationToken cancellationToken)
    {
        Asked++;
        return Failure is null ? Task.FromResult(Answer.Whole(workloads)) : throw Failure;
    }
}
