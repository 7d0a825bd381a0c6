namespace Kiali.Tracing.Sources.Files;

/// <summary>A file that is being opened, as its format is given it.</summary>
/// <param name="Uri">The source's URI.</param>
/// <param name="Path">Where the file is.</param>
/// <param name="Name">The file, for messages: the URI without its scheme.</param>
/// <param name="Content">Its bytes, unpacked; to be read once.</param>
/// <param name="Head">What its first bytes tell.</param>
/// <param name="CancellationToken">Stops the reading.</param>
internal sealed record FileReading(string Uri, string Path, string Name, FileContent Content, FileHead Head, CancellationToken CancellationToken)
{
    /// <summary>Counts what could not be used.</summary>
    public ReadTally Tally { get; } = new(Name);

    /// <summary>What stands for the file once it is read: with what the reading noticed, and where its data is from.</summary>
    /// <param name="kind">What it holds, one word: <c>traces</c>, <c>metrics</c>, <c>logs</c> or <c>graph</c>.</param>
    /// <param name="description">What it is, for people.</param>
    public OpenedSource Opened(string kind, string description) => new()
    {
        Uri = Uri,
        Description = description,
        Warnings = Tally.ToWarnings(),
        Provenance = [new Provenance(kind, Name, !Tally.Incomplete)],
    };

    /// <summary>The refusal of a file for what it holds.</summary>
    /// <param name="content">Words that go on after "the file holds".</param>
    public SourceException Refusal(string content) => FileOpener.Refuse(Name, content);
}
