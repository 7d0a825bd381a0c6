"""Cells that do not want to stop: each is interrupted, and the kernel must live on with its variables."""

import os
import signal
import sys
import time

import kernel_under_test

kernel_under_test.install()

LIMIT = 30
ROUNDS = int(os.environ.get("KIALI_TRACING_HOSTILE_ROUNDS", "1"))

# What follows "started" never ends by itself. The way of interruption is "message" unless said otherwise.
CELLS = {
    "tight loop, by message": ("while (true) { }", "message"),
    "tight loop, by SIGINT": ("while (true) { }", "signal"),
    "Thread.Sleep": ("System.Threading.Thread.Sleep(-1);", "message"),
    "await Task.Delay": ("await Task.Delay(-1);", "message"),
    "Task.Wait": ("Task.Delay(-1).Wait();", "message"),
    "await, then loop": ("await Task.Delay(1); while (true) { }", "message"),
    "ConfigureAwait(false), then loop": ("await Task.Delay(1).ConfigureAwait(false); while (true) { }", "message"),
    "Task.Run of a loop": ("await Task.Run(() => { while (true) { } });", "message"),
    "Parallel.For of loops": ("Parallel.For(0, 8, i => { while (true) { } });", "message"),
    "a loop that catches everything": (
        "while (true) { try { System.Threading.Thread.Sleep(1); int n = 0; while (true) n++; } catch { } }", "message"),
    "a loop in finally": ("try { } finally { while (true) { } }", "message"),
    "a loop that prints": ("while (true) Console.WriteLine(\"again and again\");", "message"),
    "Console.ReadLine": ("Console.ReadLine();", "message"),
    "Monitor.Wait": ("var gate = new object(); lock (gate) System.Threading.Monitor.Wait(gate);", "message"),
    "HttpClient to a dead server": (
        "var mute = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0); mute.Start();\n"
        "await new System.Net.Http.HttpClient().GetStringAsync($\"http://{mute.LocalEndpoint}/\");", "message"),
    "Socket.Accept": (
        "var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0); listener.Start();\n"
        "listener.AcceptSocket();", "message"),
    "Process.WaitForExit": ("System.Diagnostics.Process.Start(\"sleep\", \"60\").WaitForExit();", "message"),
    "a static constructor": ("class Endless { public static int N; static Endless() { while (true) { } } }\nEndless.N", "message"),
    "a catastrophic regular expression": (
        "System.Text.RegularExpressions.Regex.IsMatch(new string('a', 60) + \"!\", \"^(a+)+$\");", "message"),
    "a long query of lambdas": ("Enumerable.Range(0, int.MaxValue).SelectMany(i => Enumerable.Range(0, int.MaxValue)).LongCount(i => i < 0);", "message"),
    "a goto": ("again: goto again;", "message"),
}

# These end by themselves, badly.
FAILING = {
    "infinite recursion": ("int Deep(int n) => Deep(n + 1) + 1;\nDeep(0)", "InsufficientExecutionStackException"),
    "infinite recursion of a lambda": ("Func<int, int> deep = null; deep = n => deep(n + 1) + 1; deep(0)", "InsufficientExecutionStackException"),
    "a property that calls itself": ("class Self { public int P => P + 1; }\nnew Self().P", "InsufficientExecutionStackException"),
}


def reply_to(kc, message_id):
    deadline = time.monotonic() + LIMIT
    while True:
        reply = kc.get_shell_msg(timeout=max(0.1, deadline - time.monotonic()))
        if reply["parent_header"].get("msg_id") == message_id:
            return reply["content"]


def wait_for_output(kc, message_id, text):
    seen = ""
    deadline = time.monotonic() + LIMIT
    while text not in seen:
        message = kc.get_iopub_msg(timeout=max(0.1, deadline - time.monotonic()))
        if message["parent_header"].get("msg_id") == message_id and message["msg_type"] == "stream":
            seen += message["content"]["text"]


def value_of(kc, expression):
    message_id = kc.execute("", user_expressions={"v": expression}, store_history=False)
    content = reply_to(kc, message_id)
    assert content["status"] == "ok", content
    value = content["user_expressions"]["v"]
    assert value["status"] == "ok", value
    return value["data"]["text/plain"]


def main():
    wanted = sys.argv[1:]
    km, kc = kernel_under_test.start()
    problems = 0
    survived = 0
    try:
        for number, (name, (code, how)) in enumerate(list(CELLS.items()) * ROUNDS):
            if wanted and name not in wanted:
                continue
            assert reply_to(kc, kc.execute(f"var kept = {number};"))["status"] == "ok"
            message_id = kc.execute(
                f"var mine = {number};\nConsole.WriteLine(\"started\");\n{code}", allow_stdin=True)
            wait_for_output(kc, message_id, "started")
            since = time.monotonic()
            if how == "signal":
                km.provisioner.process.send_signal(signal.SIGINT)
            else:
                kc.session.send(kc.control_channel.socket, kc.session.msg("interrupt_request", {}))
            try:
                content = reply_to(kc, message_id)
                took = (time.monotonic() - since) * 1000
                assert content["status"] == "error" and content["ename"] == "Interrupted", content
                assert value_of(kc, "kept") == str(number)
                assert value_of(kc, "mine") == str(number), "the cell's own variable is lost"
                survived += 1
                print(f"ok    {took:6.0f} ms  {name}", flush=True)
            except BaseException as problem:
                problems += 1
                print(f"FAIL  {name}: {problem!r}; alive: {km.is_alive()}", flush=True)
                if not km.is_alive():
                    break
        for name, (code, kind) in list(FAILING.items()) * ROUNDS:
            if wanted and name not in wanted:
                continue
            assert reply_to(kc, kc.execute("var kept = 7;"))["status"] == "ok"
            content = reply_to(kc, kc.execute(code))
            if content["status"] == "error" and content["ename"] == kind and value_of(kc, "kept") == "7":
                survived += 1
                print(f"ok    {name}", flush=True)
            else:
                problems += 1
                print(f"FAIL  {name}: {content}", flush=True)
        for _ in range(0 if wanted else ROUNDS):
            message_id = kc.execute(
                "var kept = 8; new System.Threading.Thread(() => throw new Exception(\"in the back\")).Start();")
            assert reply_to(kc, message_id)["status"] == "ok"
            wait_for_output(kc, message_id, "in the back")
            assert value_of(kc, "kept") == "8"
            survived += 1
            print("ok    an exception on a background thread", flush=True)
    finally:
        kc.stop_channels()
        km.shutdown_kernel(now=True)
    print(f"{survived} survived, {problems} failed")


main()
