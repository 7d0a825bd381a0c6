using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kiali.Tracing.Tool.Jupyter.Assistance;
using Kiali.Tracing.Tool.Jupyter.Scripting;
using Kiali.Tracing.Tool.Jupyter.Wire;

namespace Kiali.Tracing.Tool.Jupyter.Host;

/// <summary>Answers the requests of the shell channel one after the other, on a thread of its own that never runs a user's code.</summary>
internal sealed class ShellLoop(
    RequestQueue requests,
    FrontEnd frontEnd,
    InputReplies inputs,
    OutputFlusher flusher,
    CellExecution execution,
    CodeAssistant assistant,
    CellThread cells,
    string session)
{
    private readonly ExecutionHistory history = new();
    private int executed;
    private bool warm;
    private CellRun? running;

    /// <summary>The cell that is running at this moment; null when none is. May be read from any thread.</summary>
    public CellRun? Running => Volatile.Read(ref running);

    /// <summary>Answers requests for ever.</summary>
    public void Run()
    {
        while (true)
        {
            WireMessage request = requests.Take();
            IReadOnlyList<WireMessage> aborted = [];
            frontEnd.Status(request.Header, "busy");
            try
            {
                if (request.Type == "execute_request")
                {
                    aborted = Execute(request);
                }
                else
                {
                    Answer(request);
                }
            }
#pragma warning disable CA1031 // the kernel must outlive a request that it cannot answer
            catch (Exception e)
#pragma warning restore CA1031
            {
                string reply = request.Type.Replace("_request", "_reply", StringComparison.Ordinal);
                frontEnd.Reply(request, reply, Replies.ErrorReply(new CellFailureException("KernelError", $"{request.Type} failed: {e.Message}")));
            }

            frontEnd.Status(request.Header, "idle");
            if (!warm && executed > 0)
            {
                warm = true;
                ScriptWarmUp.GoOn();
            }

            foreach (WireMessage later in aborted)
            {
                frontEnd.Status(later.Header, "busy");
                frontEnd.Reply(later, "execute_reply", Replies.Aborted());
                frontEnd.Status(later.Header, "idle");
            }
        }
    }

    private void Answer(WireMessage request)
    {
        switch (request.Type)
        {
            case "kernel_info_request":
                frontEnd.Reply(request, "kernel_info_reply", Replies.KernelInfo());
                break;
            case "complete_request":
                frontEnd.Reply(request, "complete_reply", assistant.Complete(request.Text("code"), request.Number("cursor_pos")));
                break;
            case "inspect_request":
                frontEnd.Reply(request, "inspect_reply", assistant.Inspect(request.Text("code"), request.Number("cursor_pos")));
                break;
            case "is_complete_request":
                frontEnd.Reply(request, "is_complete_reply", CodeAssistant.IsComplete(request.Text("code")));
                break;
            case "history_request":
                frontEnd.Reply(request, "history_reply", history.Answer(request));
                break;
            case "comm_info_request":
                frontEnd.Reply(request, "comm_info_reply", new JsonObject { ["status"] = "ok", ["comms"] = new JsonObject() });
                break;
            case "comm_open":
                // There is nothing to talk to at this end: the protocol's answer is to close.
                frontEnd.Broadcast(
                    request.Header, "comm_close", new JsonObject { ["comm_id"] = request.Text("comm_id"), ["data"] = new JsonObject() });
                break;
            default:
                break;
        }
    }

    // Gives back the requests that must not run because this one failed.
    private IReadOnlyList<WireMessage> Execute(WireMessage request)
    {
        string code = request.Text("code");
        bool silent = request.Flag("silent", absent: false);
        bool stored = request.Flag("store_history", absent: true) && !silent;
        int number = executed + 1;
        var host = new CellHost(request, frontEnd, inputs, flusher);
        var run = new CellRun(session, number, host);
        Volatile.Write(ref running, run);
        if (stored)
        {
            executed = number;
            history.Add(number, code);
        }

        if (!silent)
        {
            frontEnd.Broadcast(request.Header, "execute_input", new JsonObject { ["code"] = code, ["execution_count"] = number });
        }

        CellOutcome outcome = RunCell(run, code, Expressions(request));
        Volatile.Write(ref running, null);
        host.Finish();
        if (outcome.Failure is { } failure)
        {
            return Fail(request, number, failure);
        }

        Succeed(request, number, outcome, silent, stored);
        return [];
    }

    private CellOutcome RunCell(CellRun run, string code, ImmutableSortedDictionary<string, string> expressions)
    {
        if (cells.Run(run, () => execution.Run(run, code, expressions)) is { } outcome)
        {
            return outcome;
        }

        execution.LeaveRunning();
        return CellOutcome.Failed(new CellFailureException(
            "Interrupted",
            "the cell does not stop; it was left behind in the background, and its variables stay. Restart the kernel to end it"));
    }

    private void Succeed(WireMessage request, int number, CellOutcome outcome, bool silent, bool stored)
    {
        if (outcome.Result is { } result)
        {
            if (stored)
            {
                history.SetOutput(result.PlainText);
            }

            if (!silent)
            {
                frontEnd.Broadcast(request.Header, "execute_result", Replies.Result(result, number));
            }
        }

        frontEnd.Reply(request, "execute_reply", Replies.Executed(number, outcome));
    }

    private IReadOnlyList<WireMessage> Fail(WireMessage request, int number, CellFailureException failure)
    {
        frontEnd.Broadcast(request.Header, "error", Replies.Error(failure));

        // The cells behind this one are taken out before its reply goes out: whatever is sent after the reply was seen must run.
        IReadOnlyList<WireMessage> aborted =
            request.Flag("stop_on_error", absent: true) ? requests.TakeAll("execute_request") : [];
        frontEnd.Reply(request, "execute_reply", Replies.ErrorReply(failure, number));
        return aborted;
    }

    private static ImmutableSortedDictionary<string, string> Expressions(WireMessage request) =>
        request.Property("user_expressions") is { ValueKind: JsonValueKind.Object } asked
            ? asked.EnumerateObject()
                .Where(property => property.Value.ValueKind == JsonValueKind.String)
                .DistinctBy(property => property.Name, StringComparer.Ordinal)
                .ToImmutableSortedDictionary(property => property.Name, property => property.Value.GetString()!, StringComparer.Ordinal)
            : ImmutableSortedDictionary<string, string>.Empty;
}
