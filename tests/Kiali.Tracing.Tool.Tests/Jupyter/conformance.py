"""Runs Debian's python3-jupyter-kernel-test against the kernel, with every sample set so that nothing is skipped."""

import unittest

import kernel_under_test

kernel_under_test.install()

import jupyter_kernel_test


class Conformance(jupyter_kernel_test.KernelTests):
    kernel_name = kernel_under_test.NAME
    language_name = "C#"
    file_extension = ".cs"
    code_hello_world = 'Console.WriteLine("hello, world");'
    code_stderr = 'Console.Error.WriteLine("an error line");'
    completion_samples = [
        {"text": "Console.WriteL", "matches": {"WriteLine"}},
        {"text": "System.Linq.Enumerable.Rang", "matches": {"Range"}},
        {"text": "namesp", "matches": {"namespace"}},
    ]
    complete_code_samples = ["1 + 1", "var a = 1;", "int F(int n)\n{\n    return n;\n}", "#!kiali help", "// only a comment"]
    incomplete_code_samples = ["int F(int n)\n{", "if (true)", 'var a = @"open', "new List<int> {"]
    invalid_code_samples = ["int ) x;", "var 1 = 2;"]
    code_page_something = "Console.WriteLine?"
    code_generate_error = 'throw new InvalidOperationException("as asked");'
    code_execute_result = [
        {"code": "1 + 2 + 3", "result": "6"},
        {"code": '"text".ToUpperInvariant()', "result": "TEXT"},
        {"code": "new[] { 1, 2, 3 }.Sum(i => i * 2)", "result": "12"},
        {"code": "1 + 2 + 4", "result": "7"},
        {"code": "await Task.FromResult(8)", "result": "8"},
    ]
    code_display_data = [
        {"code": 'display(HTML("<b>bold</b>"));', "mime": "text/html"},
        {"code": 'display("*emphasis*", "text/markdown");', "mime": "text/markdown"},
        {"code": "display(42);", "mime": "text/plain"},
    ]
    code_history_pattern = "1 ? 2 + 3*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Console.WriteLine"
    code_clear_output = "ClearOutput();"


if __name__ == "__main__":
    result = unittest.main(exit=False, verbosity=2).result
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun} ran, {len(result.skipped)} skipped, {failed} failed")
