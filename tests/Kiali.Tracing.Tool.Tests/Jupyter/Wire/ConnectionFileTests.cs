using System.Text;
using Kiali.Tracing.Tool.Jupyter.Wire;
using Xunit;

namespace Kiali.Tracing.Tool.Tests.Jupyter.Wire;

public sealed class ConnectionFileTests
{
    private const string Valid =
        """
        {"shell_port": 53794, "iopub_port": 39609, "stdin_port": 44455, "control_port": 40011, "hb_port": 58915, "ip": "127.0.0.1",
         "key": "abc", "transport": "tcp", "signature_scheme": "hmac-sha256", "kernel_name": "kiali-tracing"}
        """;

    [Fact]
    public void Connection_file_of_Jupyter_is_read()
    {
        ConnectionFile file = Parse(Valid);
        Assert.Equal((53794, 39609, 44455, 40011, 58915), (file.ShellPort, file.IoPubPort, file.StdinPort, file.ControlPort, file.HeartbeatPort));
        Assert.Equal("abc", Encoding.UTF8.GetString(file.Key.Span));
        Assert.Equal("tcp://127.0.0.1:53794", file.Address(file.ShellPort));
        Assert.Equal("ipc:///run/k-3", (file with { Transport = "ipc", Ip = "/run/k" }).Address(3));
    }

    [Theory]
    [InlineData("", "it is not JSON (line 1).")]
    [InlineData("[1]", "it is not a JSON object of texts and numbers.")]
    [InlineData("{}", "shell_port is missing or is not a port.")]
    public void What_is_no_connection_file_is_refused_with_the_reason(string text, string reason) =>
        Assert.Equal(reason, Assert.Throws<FormatException>(() => Parse(text)).Message);

    [Theory]
    [InlineData("53794", "70000", "shell_port is missing or is not a port.")]
    [InlineData("53794", "\"x\"", "it is not a JSON object of texts and numbers.")]
    [InlineData("hmac-sha256", "hmac-md5", "signature_scheme is hmac-md5; this kernel signs with hmac-sha256.")]
    public void A_wrong_value_is_refused_with_the_reason(string right, string wrong, string reason) =>
        Assert.Equal(reason, Assert.Throws<FormatException>(() => Parse(Valid.Replace(right, wrong, StringComparison.Ordinal))).Message);

    [Fact]
    public void A_missing_file_is_named()
    {
        InvalidDataException refused = Assert.Throws<InvalidDataException>(() => ConnectionFile.Read("/nowhere/kernel-1.json"));
        Assert.Contains("/nowhere/kernel-1.json", refused.Message, StringComparison.Ordinal);
    }

    private static ConnectionFile Parse(string text) => ConnectionFile.Parse(Encoding.UTF8.GetBytes(text));
}
