using CsCheck;
using Kiali.Tracing.Tool.Jupyter.Scripting;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Kiali.Tracing.Tool.Tests.Jupyter.Scripting;

public sealed class GuardRewriterTests
{
    [Theory]
    [InlineData("while (true) { }", "while (true) {LOOP }")]
    [InlineData("while (true);", "while (true){LOOP;}")]
    [InlineData("for (;;) i++;", "for (;;) {LOOPi++;}")]
    [InlineData("do i++; while (true);", "do {LOOPi++;} while (true);")]
    [InlineData("foreach (var x in xs) foreach (var y in x) f(y);", "foreach (var x in xs) {LOOPforeach (var y in x) {LOOPf(y);}}")]
    [InlineData("foreach (var (a, b) in xs) { }", "foreach (var (a, b) in xs) {LOOP }")]
    [InlineData("again: goto again;", "again:LOOP goto again;")]
    [InlineData("switch (n) { case 1: goto case 1; default: break; }", "switch (n) { case 1:LOOP goto case 1; default:LOOP break; }")]
    [InlineData("int F(int n) { return F(n); }", "int F(int n) {ENTER return F(n); }")]
    [InlineData("int F(int n) => F(n);", "int F(int n) {ENTER return  F(n);}")]
    [InlineData("void F() => F();", "void F() {ENTER  F();}")]
    [InlineData("async Task F() => await G();", "async Task F() {ENTER  await G();}")]
    [InlineData("async Task<int> F() => await G();", "async Task<int> F() {ENTER return  await G();}")]
    [InlineData("Task F() => G();", "Task F() {ENTER return  G();}")]
    [InlineData("int F() => throw new E();", "int F() {ENTER  throw new E();}")]
    [InlineData("class A { int P => P; }", "class A { int P {get{ENTER return  P;}} }")]
    [InlineData("class A { int P { get => P; set => P = value; } }", "class A { int P { get {ENTER return  P;} set {ENTER  P = value;} } }")]
    [InlineData("class A { int this[int i] => i; }", "class A { int this[int i] {get{ENTER return  i;}} }")]
    [InlineData("class A { A() => F(); static A() { } ~A() { } }", "class A { A() {ENTER  F();} static A() {ENTER } ~A() {ENTER } }")]
    [InlineData("class A { public static A operator +(A a, A b) => a; }", "class A { public static A operator +(A a, A b) {ENTER return  a;} }")]
    [InlineData("f(() => { });", "f(() => {ENTER });")]
    [InlineData("f(delegate { });", "f(delegate {ENTER });")]
    [InlineData("f(x => x + 1);", "f(x => x + 1);")]
    public void Guards_are_written_where_code_can_run_for_ever(string code, string expected) =>
        Assert.Equal(expected, Shorten(GuardRewriter.Rewrite(ScriptSession.Parse(code).GetRoot(), null)));

    [Theory]
    [InlineData("System.Func<int, int> f = x => x + 1;", "System.Func<int, int> f = x => {ENTER return x + 1;};")]
    [InlineData("System.Action f = () => System.GC.Collect();", "System.Action f = () => {ENTER System.GC.Collect();};")]
    [InlineData("System.Func<int, System.Func<int, int>> f = x => y => x;", "System.Func<int, System.Func<int, int>> f = x => {ENTER return y => {ENTER return x;};};")]
    [InlineData(
        "System.Func<System.Threading.Tasks.Task> f = async () => await System.Threading.Tasks.Task.Yield();",
        "System.Func<System.Threading.Tasks.Task> f = async () => {ENTER await System.Threading.Tasks.Task.Yield();};")]
    [InlineData("System.Linq.Expressions.Expression<System.Func<int, int>> e = x => x + 1;", "System.Linq.Expressions.Expression<System.Func<int, int>> e = x => x + 1;")]
    public void Lambdas_are_guarded_when_their_types_are_known_and_expression_trees_stay_expressions(string code, string expected)
    {
        SyntaxTree tree = ScriptSession.Parse(code);
        SemanticModel model = Sessions.New().Bind(tree).GetSemanticModel(tree);
        Assert.Equal(expected, Shorten(GuardRewriter.Rewrite(tree.GetRoot(), model)));
    }

    [Fact]
    public void Guarded_code_compiles_and_computes_what_the_code_does_and_keeps_its_lines()
    {
        string[] expressions = ["n", "n + 1", "F(n)", "xs.Sum(z => z * n)", "xs.Where(z => z > n).Select(z => (z, n)).Count()", "new A(n).P", "(n switch { 1 => 2, _ => 3 })"];
        Gen<string> expression = Gen.Int[0, expressions.Length - 1].Select(i => expressions[i]);
        Gen<string> statement = Gen.Select(expression, Gen.Int[0, 6]).Select((e, kind) => kind switch
        {
            0 => $"for (int i = 0; i < 3; i++) n += {e};",
            1 => $"foreach (var x in xs)\n    if (x > 1) n -= {e};",
            2 => $"{{ int m = n; while (m > {int.MinValue} && --m > n - 3) {{ n ^= {e};\n }} }}",
            3 => $"do n += 1; while (n % 7 != 0 && {e} > -1 && n < 50);",
            4 => $"switch (n % 3) {{ case 0: n += {e}; goto case 1; case 1: n++; break; default: n--; break; }}",
            5 => $"{{ System.Func<int, int> g = y => y + {e}; n = g(n) % 1000; }}",
            _ => $"n = {e}; // a comment",
        });
        ScriptReferences references = ScriptReferences.Discover();

        // Twenty bodies a sample: compiling one by one takes a minute.
        statement.Array[1, 6].Array[20].Sample(
            bodies =>
            {
                string code = "var xs = new[] { 3, 1, 2 };\nint F(int n) => n <= 0 ? 1 : 1 + F(n / 2);\n" +
                    "class A { int n; public A(int n) => this.n = n; public int P => n + 1; }\n" +
                    string.Concat(bodies.Select((body, i) => $"int Run{i}(int n)\n{{\n{string.Join('\n', body)}\nreturn n;\n}}\n")) +
                    $"string.Join(\",\", {string.Join(", ", bodies.Select((_, i) => $"Run{i}(5)"))})";
                SyntaxTree original = ScriptSession.Parse(code);
                string guarded = GuardRewriter.Rewrite(original.GetRoot(), null);
                return guarded.Split('\n').Length == code.Split('\n').Length
                    && Equals(Sessions.Value(references, code, isGuarded: false), Sessions.Value(references, code, isGuarded: true));
            },
            iter: 30);
    }

    private static string Shorten(string code) => code
        .Replace("global::Kiali.Tracing.Tool.Jupyter.Scripting.CellGuard.Loop();", "LOOP", StringComparison.Ordinal)
        .Replace("global::Kiali.Tracing.Tool.Jupyter.Scripting.CellGuard.Enter();", "ENTER", StringComparison.Ordinal);
}
