using System.Collections.Concurrent;

namespace Kiali.Tracing.Tool.Jupyter.Host;

/// <summary>Brings the answers of the user from the socket to the cell that asked.</summary>
internal sealed class InputReplies
{
    private readonly BlockingCollection<string> answers = [];

    /// <summary>Takes an answer in.</summary>
    public void Add(string answer) => answers.Add(answer);

    /// <summary>Forgets answers to questions that nobody waits for any more.</summary>
    public void Clear()
    {
        while (answers.TryTake(out _))
        {
        }
    }

    /// <summary>Waits for the next answer.</summary>
    public string Take(CancellationToken cancellationToken) => answers.Take(cancellationToken);
}
