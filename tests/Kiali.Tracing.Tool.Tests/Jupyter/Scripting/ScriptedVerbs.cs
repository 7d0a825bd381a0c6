using System.Collections.Immutable;
using Kiali.Tracing.Interactive.Hosting;
using Microsoft.Data.Analysis;

namespace Kiali.Tracing.Tool.Tests.Jupyter.Scripting;

/// <summary>Verbs whose behaviour their name says, to see what the kernel makes of it.</summary>
internal sealed class ScriptedVerbs : IVerbRunner
{
    public async Task<VerbOutcome> RunAsync(string commandLine, IVerbOutput output, CancellationToken cancellationToken)
    {
        string[] words = commandLine.Split(' ');
        switch (words[0])
        {
            case "":
                output.Show(new RenderedOutput("the help", null));
                return VerbOutcome.Success;
            case "frame":
                output.Show(new RenderedOutput("a frame", "<b>a frame</b>"));
                return VerbOutcome.Success with
                {
                    Variables = VerbOutcome.Success.Variables.Add(words[^1], new DataFrame(new Int64DataFrameColumn("n", [1L, 2L, 3L]))),
                };
            case "progress":
                output.ShowMessage(new RenderedOutput("about to start", null));
                output.ShowProgress(new RenderedOutput("10 %", null));
                output.ShowProgress(new RenderedOutput("60 %", null));
                await Task.Yield();
                output.Show(new RenderedOutput("done", null));
                return VerbOutcome.Success;
            case "incomplete":
                return VerbOutcome.Success with { ExitCode = ExitCodes.Incomplete };
            case "fail":
                output.ShowProgress(new RenderedOutput("10 %", null));
                return VerbOutcome.Success with { ExitCode = ExitCodes.SourceFailed, Error = "nobody answers at http://nowhere" };
            case "wait":
                output.Show(new RenderedOutput("the first part", null));
                try
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                }
                catch (OperationCanceledException)
                {
                    output.ShowMessage(new RenderedOutput("stopped", null));
                }

                return VerbOutcome.Success with { ExitCode = ExitCodes.Interrupted, Error = "interrupted" };
            default:
                return VerbOutcome.Success with { ExitCode = ExitCodes.Usage, Error = $"no verb {words[0]}" };
        }
    }

    public Task<VerbCompletions> CompleteAsync(string commandLine, int cursor, CancellationToken cancellationToken)
    {
        int start = commandLine.LastIndexOf(' ', Math.Max(0, cursor - 1)) + 1;
        ImmutableArray<VerbCompletion> items =
        [
            .. new[] { "frame", "fail", "progress" }.Where(verb => verb.StartsWith(commandLine[start..cursor], StringComparison.Ordinal))
                .Select(verb => new VerbCompletion(verb, "verb", $"runs {verb}")),
        ];
        return Task.FromResult(new VerbCompletions(start, cursor, items));
    }

    public RenderedOutput? Describe(string commandLine, int cursor) =>
        commandLine.Contains("frame", StringComparison.Ordinal) ? new RenderedOutput("frame NAME: makes a frame", null) : null;
}
