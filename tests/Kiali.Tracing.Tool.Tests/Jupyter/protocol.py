"""What Debian's conformance suite does not look at: signatures, stdin, aborts, interrupts, order, shutdown, heartbeat, cursors."""

import os
import time
import unittest

import kernel_under_test

kernel_under_test.install()

LIMIT = 30


class Protocol(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.km, cls.kc = kernel_under_test.start()

    @classmethod
    def tearDownClass(cls):
        cls.kc.stop_channels()
        cls.km.shutdown_kernel(now=True)

    def reply(self, message_id, channel="shell"):
        deadline = time.monotonic() + LIMIT
        while True:
            wait = max(0.1, deadline - time.monotonic())
            message = getattr(self.kc, f"get_{channel}_msg")(timeout=wait)
            if message["parent_header"].get("msg_id") == message_id:
                return message

    def until_idle(self, message_id):
        """All broadcasts of a request, up to its idle."""
        messages = []
        deadline = time.monotonic() + LIMIT
        while True:
            message = self.kc.get_iopub_msg(timeout=max(0.1, deadline - time.monotonic()))
            if message["parent_header"].get("msg_id") != message_id:
                continue
            messages.append(message)
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                return messages

    def run_cell(self, code, **options):
        message_id = self.kc.execute(code, **options)
        return self.reply(message_id)["content"], self.until_idle(message_id)

    def text_of(self, messages, stream):
        return "".join(m["content"]["text"] for m in messages if m["msg_type"] == "stream" and m["content"]["name"] == stream)

    def wait_for_output(self, message_id, text):
        seen = ""
        while text not in seen:
            message = self.kc.get_iopub_msg(timeout=LIMIT)
            if message["parent_header"].get("msg_id") == message_id and message["msg_type"] == "stream":
                seen += message["content"]["text"]

    def test_messages_of_a_cell_come_in_the_order_of_the_protocol(self):
        _, messages = self.run_cell('Console.WriteLine("out"); Console.Error.WriteLine("err"); display(1); Console.WriteLine("more"); 2')
        self.assertEqual(
            ["status", "execute_input", "stream", "stream", "display_data", "stream", "execute_result", "status"],
            [m["msg_type"] for m in messages])
        self.assertEqual(["stdout", "stderr", "stdout"], [m["content"]["name"] for m in messages if m["msg_type"] == "stream"])

    def test_a_message_with_a_wrong_signature_is_dropped_and_the_kernel_lives(self):
        import zmq
        from jupyter_client.session import Session

        forger = Session(key=b"not the key", signature_scheme="hmac-sha256")
        dealer = zmq.Context.instance().socket(zmq.DEALER)
        dealer.connect(self.kc._make_url("shell"))
        forger.send(dealer, "execute_request", {"code": "var forged = 1;", "silent": False})
        dealer.send_multipart([b"too", b"short"])
        self.assertEqual(0, dealer.poll(300), "the forged request was answered")
        dealer.close(0)
        content, _ = self.run_cell("forged")
        self.assertEqual("error", content["status"])

    def test_a_cell_reads_lines_that_the_user_types(self):
        message_id = self.kc.execute('var typed = Console.ReadLine(); Console.WriteLine("<" + typed + ">");', allow_stdin=True)
        question = self.kc.get_stdin_msg(timeout=LIMIT)
        self.assertEqual("input_request", question["msg_type"])
        self.assertEqual(message_id, question["parent_header"]["msg_id"])
        self.kc.input("ünïcödé 🙂")
        self.assertEqual("ok", self.reply(message_id)["content"]["status"])
        self.assertEqual("<ünïcödé 🙂>\n", self.text_of(self.until_idle(message_id), "stdout"))

    def test_a_password_is_asked_for_as_one(self):
        message_id = self.kc.execute('ReadPassword("Secret: ").Length', allow_stdin=True)
        question = self.kc.get_stdin_msg(timeout=LIMIT)
        self.assertEqual({"prompt": "Secret: ", "password": True}, question["content"])
        self.kc.input("12345")
        self.assertEqual("ok", self.reply(message_id)["content"]["status"])
        self.until_idle(message_id)

    def test_a_cell_that_reads_fails_when_nobody_can_type(self):
        content, _ = self.run_cell("Console.ReadLine()", allow_stdin=False)
        self.assertEqual(("error", "InvalidOperationException"), (content["status"], content["ename"]))

    def test_cells_behind_a_failed_one_are_aborted(self):
        ids = [self.kc.execute(code) for code in ('throw new Exception("first");', "1", "2")]
        self.assertEqual(["error", "aborted", "aborted"], [self.reply(i)["content"]["status"] for i in ids])
        for message_id in ids:
            self.until_idle(message_id)
        self.assertEqual("ok", self.run_cell("3")[0]["status"])

    def test_cells_behind_a_failed_one_run_when_that_was_asked_for(self):
        ids = [self.kc.execute(code, stop_on_error=False) for code in ('throw new Exception("first");', "1")]
        self.assertEqual(["error", "ok"], [self.reply(i)["content"]["status"] for i in ids])
        for message_id in ids:
            self.until_idle(message_id)

    def test_a_cell_sent_as_soon_as_a_failure_was_seen_runs(self):
        for _ in range(20):
            self.assertEqual("error", self.reply(self.kc.execute("throw new Exception();"))["content"]["status"])
            self.assertEqual("ok", self.reply(self.kc.execute("1"))["content"]["status"])

    def test_an_interrupt_between_cells_does_not_stop_the_next_one(self):
        for _ in range(20):
            self.interrupt()
            content, _ = self.run_cell("var sum = 0; for (int i = 0; i < 1000; i++) sum += i; sum")
            self.assertEqual("ok", content["status"])

    def test_rapid_interrupts_stop_one_cell_each(self):
        for _ in range(20):
            message_id = self.kc.execute('Console.WriteLine("started"); while (true) { }')
            self.wait_for_output(message_id, "started")
            for _ in range(3):
                self.interrupt()
            content = self.reply(message_id)["content"]
            self.assertEqual(("error", "Interrupted"), (content["status"], content["ename"]))
            self.until_idle(message_id)

    def test_an_interrupt_aborts_the_cells_that_wait(self):
        first = self.kc.execute('Console.WriteLine("started"); await Task.Delay(-1);')
        second = self.kc.execute("1")
        self.wait_for_output(first, "started")
        self.interrupt()
        self.assertEqual("error", self.reply(first)["content"]["status"])
        self.assertEqual("aborted", self.reply(second)["content"]["status"])
        self.until_idle(second)

    def test_what_follows_the_await_of_an_interrupted_cell_never_runs(self):
        self.run_cell("var after = 0; var gate = new TaskCompletionSource();")
        message_id = self.kc.execute('Console.WriteLine("started"); await gate.Task; after = 1;')
        self.wait_for_output(message_id, "started")
        self.interrupt()
        self.assertEqual("error", self.reply(message_id)["content"]["status"])
        self.until_idle(message_id)
        content, messages = self.run_cell("gate.SetResult(); await Task.Yield(); after")
        self.assertEqual("0", self.result_of(messages))

    def test_output_of_a_task_belongs_to_the_cell_that_started_it(self):
        first = self.kc.execute(
            "var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);\n"
            'var background = Task.Run(async () => { await go.Task; Console.WriteLine("from the first"); });')
        self.reply(first)
        self.until_idle(first)
        second = self.kc.execute("go.SetResult(); await background;")
        self.assertEqual("ok", self.reply(second)["content"]["status"])
        self.wait_for_output(first, "from the first")

    def test_a_task_that_a_cell_leaves_running_goes_on(self):
        self.run_cell("var ticks = 0; async Task Tick() { for (int i = 0; i < 3; i++) { await Task.Delay(1); ticks++; } }\nvar ticking = Tick();")
        content, messages = self.run_cell("await ticking; ticks")
        self.assertEqual("3", self.result_of(messages))

    def test_a_silent_cell_leaves_no_trace(self):
        before, _ = self.run_cell("1")
        content, messages = self.run_cell("41 + 1", silent=True)
        self.assertEqual(["status", "status"], [m["msg_type"] for m in messages])
        after, _ = self.run_cell("1")
        self.assertEqual(before["execution_count"] + 1, after["execution_count"])

    def test_a_cell_that_is_not_kept_in_the_history_does_not_count(self):
        before, _ = self.run_cell("1")
        self.run_cell("var unkept = 5;", store_history=False)
        after, messages = self.run_cell("unkept")
        self.assertEqual(before["execution_count"] + 1, after["execution_count"])
        self.assertEqual("5", self.result_of(messages))

    def test_expressions_of_the_front_end_are_evaluated_after_the_cell(self):
        content, _ = self.run_cell("var width = 4;", user_expressions={"area": "width * width", "bad": "nothing_of_this_name"})
        self.assertEqual("16", content["user_expressions"]["area"]["data"]["text/plain"])
        self.assertEqual("error", content["user_expressions"]["bad"]["status"])
        self.assertEqual("ok", content["status"])

    def test_variables_of_a_failed_cell_are_kept_up_to_where_it_failed(self):
        self.run_cell('var reached = 1; throw new Exception("here"); ')
        _, messages = self.run_cell("reached")
        self.assertEqual("1", self.result_of(messages))

    def test_cursors_are_counted_in_code_points(self):
        code = 'var smile = "🙂🙂"; Console.WriteL'
        message_id = self.kc.complete(code, cursor_pos=len(code))
        content = self.reply(message_id)["content"]
        self.assertEqual(["WriteLine"], content["matches"])
        self.assertEqual((len(code) - len("WriteL"), len(code)), (content["cursor_start"], content["cursor_end"]))
        message_id = self.kc.inspect('"🙂".Length', cursor_pos=5)
        self.assertTrue(self.reply(message_id)["content"]["found"])

    def test_comms_are_said_to_be_none_and_are_closed(self):
        message_id = self.kc.comm_info()
        self.assertEqual({"status": "ok", "comms": {}}, self.reply(message_id)["content"])
        message = self.kc.session.msg("comm_open", {"comm_id": "c1", "target_name": "widget", "data": {}})
        self.kc.shell_channel.send(message)
        closed = [m for m in self.until_idle(message["header"]["msg_id"]) if m["msg_type"] == "comm_close"]
        self.assertEqual(["c1"], [m["content"]["comm_id"] for m in closed])

    def test_the_heart_beats_while_a_cell_computes(self):
        import zmq

        message_id = self.kc.execute('Console.WriteLine("started"); while (true) { }')
        self.wait_for_output(message_id, "started")
        heart = zmq.Context.instance().socket(zmq.REQ)
        heart.connect(self.kc._make_url("hb"))
        heart.send(b"ping")
        self.assertTrue(heart.poll(LIMIT * 1000))
        self.assertEqual(b"ping", heart.recv())
        heart.close(0)
        info = self.kc.session.msg("kernel_info_request", {})
        self.kc.control_channel.send(info)
        self.assertEqual("kernel_info_reply", self.reply(info["header"]["msg_id"], "control")["msg_type"])
        self.interrupt()
        self.reply(message_id)
        self.until_idle(message_id)

    def test_a_request_of_an_unknown_type_is_passed_over(self):
        message = self.kc.session.msg("unheard_of_request", {})
        self.kc.shell_channel.send(message)
        self.assertEqual(2, len(self.until_idle(message["header"]["msg_id"])))

    def test_output_without_end_is_cut_and_said_to_be(self):
        message_id = self.kc.execute('var piece = new string(\'x\', 1000); for (int i = 0; i < 5000; i++) Console.Write(piece);')
        self.assertEqual("ok", self.reply(message_id)["content"]["status"])
        messages = self.until_idle(message_id)
        self.assertEqual(4_000_000, len(self.text_of(messages, "stdout")))
        self.assertIn("1,000,000 more characters", self.text_of(messages, "stderr"))

    def test_text_with_half_a_surrogate_pair_arrives(self):
        _, messages = self.run_cell('Console.Write("a\\ud83d"); Console.Out.Flush(); Console.Write("\\ude42 \\ud83d!");')
        self.assertEqual("a🙂 \ufffd!", self.text_of(messages, "stdout"))

    def test_exit_asks_the_front_end_to_end_the_kernel(self):
        content, _ = self.run_cell("exit")
        self.assertEqual([{"source": "ask_exit", "keepkernel": False}], content["payload"])

    def test_an_assembly_is_referenced_by_its_path(self):
        library = os.path.join(os.environ["LIBRARY_FOLDER"], "CsCheck.dll")
        self.assertEqual("ok", self.run_cell(f'#r "{library}"')[0]["status"])
        _, messages = self.run_cell("CsCheck.Gen.Const(5).GetType().Assembly.GetName().Name")
        self.assertEqual("CsCheck", self.result_of(messages))

    def test_an_error_shows_its_cell_and_line_and_nothing_of_the_kernel(self):
        self.run_cell("int Divide(int a, int b)\n{\n    return a / b;\n}")
        content, messages = self.run_cell("var zero = 0;\nDivide(1, zero)")
        trace = "\n".join(content["traceback"])
        self.assertEqual("DivideByZeroException", content["ename"])
        self.assertIn("line 3, in Divide: return a / b;", trace)
        self.assertIn("line 2: Divide(1, zero)", trace)
        self.assertNotIn("Kiali.Tracing.Tool", trace)
        self.assertEqual(1, sum(m["msg_type"] == "error" for m in messages))

    def test_verbs_run_between_code_and_show_text_and_html(self):
        content, messages = self.run_cell('Console.WriteLine("before");\n#!kiali help\n1 + 1')
        self.assertEqual("ok", content["status"])
        self.assertEqual(
            ["status", "execute_input", "stream", "display_data", "execute_result", "status"], [m["msg_type"] for m in messages])
        self.assertEqual({"text/plain", "text/html"}, set(messages[3]["content"]["data"]))

    def test_a_verb_that_fails_ends_the_cell_in_one_line(self):
        content, messages = self.run_cell("#!kiali hepl\nvar never = 1;")
        self.assertEqual(("error", "KialiError"), (content["status"], content["ename"]))
        self.assertEqual([content["evalue"]], content["traceback"])
        self.assertIn("help", content["evalue"])
        self.assertEqual("error", self.run_cell("never")[0]["status"])

    def test_verbs_are_completed(self):
        code = 'var smile = "🙂";\n#!kiali stat'
        content = self.reply(self.kc.complete(code, cursor_pos=len(code)))["content"]
        self.assertIn("status", content["matches"])
        self.assertEqual((len(code) - len("stat"), len(code)), (content["cursor_start"], content["cursor_end"]))

    def result_of(self, messages):
        return [m["content"]["data"]["text/plain"] for m in messages if m["msg_type"] == "execute_result"][-1]

    def interrupt(self):
        message = self.kc.session.msg("interrupt_request", {})
        self.kc.control_channel.send(message)
        self.assertEqual("ok", self.reply(message["header"]["msg_id"], "control")["content"]["status"])


class Shutdown(unittest.TestCase):
    def test_a_shutdown_is_answered_before_the_process_ends(self):
        km, kc = kernel_under_test.start()
        kc.execute("new System.Threading.Thread(() => System.Threading.Thread.Sleep(-1)).Start(); while (true) { }")
        while kc.get_iopub_msg(timeout=LIMIT)["msg_type"] != "execute_input":
            pass
        message = kc.session.msg("shutdown_request", {"restart": True})
        kc.control_channel.send(message)
        while True:
            reply = kc.get_control_msg(timeout=LIMIT)
            if reply["parent_header"].get("msg_id") == message["header"]["msg_id"]:
                break
        self.assertEqual({"status": "ok", "restart": True}, reply["content"])
        self.assertEqual(0, km.provisioner.process.wait(LIMIT))
        kc.stop_channels()
        km.cleanup_resources()

    def test_the_kernel_ends_when_the_process_that_started_it_is_gone(self):
        import subprocess
        import sys

        script = (
            "import os\n"
            "from jupyter_client.manager import start_new_kernel\n"
            f"km, kc = start_new_kernel(kernel_name={kernel_under_test.NAME!r}, startup_timeout=60)\n"
            "print(km.provisioner.process.pid, flush=True); os._exit(0)\n")
        # The kernel inherits the pipe: only the first line may be waited for.
        parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
        kernel = int(parent.stdout.readline())
        parent.wait()
        parent.stdout.close()
        deadline = time.monotonic() + LIMIT
        while time.monotonic() < deadline and is_running(kernel):
            time.sleep(0.05)
        self.assertFalse(is_running(kernel))


def is_running(process):
    try:
        with open(f"/proc/{process}/stat", encoding="ascii") as status:
            return status.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


if __name__ == "__main__":
    result = unittest.main(exit=False, verbosity=2).result
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun} ran, {len(result.skipped)} skipped, {failed} failed")
