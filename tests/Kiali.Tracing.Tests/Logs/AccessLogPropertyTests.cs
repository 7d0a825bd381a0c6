using System.Globalization;
using System.Text.Json;
using CsCheck;
using Kiali.Tracing.Logs;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Tests.Logs;

/// <summary>Lines written from fields and read again, and any text at all.</summary>
public sealed class AccessLogPropertyTests
{
    private static readonly string[] Names =
    [
        "start_time", "method", "path", "protocol", "response_code", "response_flags", "response_code_details", "connection_termination_details",
        "upstream_transport_failure_reason", "bytes_received", "bytes_sent", "duration", "upstream_service_time", "x_forwarded_for", "user_agent", "request_id",
        "authority", "upstream_host", "upstream_cluster", "upstream_local_address", "downstream_local_address", "downstream_remote_address",
        "requested_server_name", "route_name",
    ];

    private static readonly Gen<string> Word = OneOf("-", "default", "10.0.0.1:80", "[fd00::1]:443", "via_upstream", "UT", "a|b||c", "x{1}");

    private static readonly Gen<string> Number = Gen.Long[0, 9_000_000_000].Select(number => number.ToString(CultureInfo.InvariantCulture));

    // Whatever a client may send: quotes, backslashes, brackets, letters of any script.
    private static readonly Gen<string> Free = Gen.String[Gen.OneOf(Gen.Char["\"\\ []-0a"], Gen.Char[' ', '~'], Gen.Char['\u00a1', '\ud7ff']), 0, 40]
        .Select(text => text.Trim()).Select(text => text.Length == 0 ? "-" : text);

    private static readonly Gen<string> Path = Gen.String[Gen.Char["abc/?=&%\"\\[]-0"], 1, 30].Select(text => "/" + text);

    private static readonly Gen<string[]> Values = Gen.Select(
        Gen.Long[0, 4_000_000_000_000].Select(millis => UnixTime.ToRfc3339(millis * UnixTime.NanosPerMilli)[..23] + "Z"),
        Gen.Select(OneOf("GET", "POST"), Path, OneOf("HTTP/1.1", "HTTP/2"), Gen.Int[0, 599]),
        Gen.Select(Word, Word, Word, Free),
        Gen.Select(Number, Number, Number, Gen.OneOf(Number, Gen.Const("-"))),
        Gen.Select(Free, Free, Word, Word, Word),
        Gen.Select(Word, Word, Word, Word, Word, Word),
        (time, request, details, numbers, quoted, tail) => (string[])
        [
            time, request.Item1, request.Item2, request.Item3, request.Item4.ToString(CultureInfo.InvariantCulture), details.Item1, details.Item2, details.Item3,
            details.Item4, numbers.Item1, numbers.Item2, numbers.Item3, numbers.Item4, quoted.Item1, quoted.Item2, quoted.Item3, quoted.Item4, quoted.Item5,
            tail.Item1, tail.Item2, tail.Item3, tail.Item4, tail.Item5, tail.Item6,
        ]);

    [Fact]
    public void A_line_written_as_text_is_read_as_the_fields_it_was_written_from()
        => Values.Sample(values => Expected(values).SequenceEqual(Found(AsText(values))), iter: PropertyCases.AtLeast(2000), print: values => AsText(values));

    [Fact]
    public void A_line_written_as_JSON_is_read_as_the_fields_it_was_written_from()
        => Values.Sample(values => Expected(values).SequenceEqual(Found(AsJson(values))), iter: PropertyCases.AtLeast(1000), print: values => AsJson(values));

    [Fact]
    public void Any_text_is_read_or_left_alone_but_never_fails()
        => Gen.Select(Values, Gen.Int[0, 400], Gen.String[Gen.Char, 0, 20], Gen.Bool).Sample(
            (values, place, noise, json) =>
            {
                string line = json ? AsJson(values) : AsText(values);
                int cut = Math.Min(place, line.Length);
                foreach (string text in (string[])[line[..cut], line[cut..], line[..cut] + noise + line[cut..], noise])
                {
                    foreach (ContainerRole role in Enum.GetValues<ContainerRole>())
                    {
                        LogLineContent content = LogLineContent.Read(new RawLogLine(7, new WorkloadRef(null, "n", "w"), "p", "c", role, text));
                        Assert.True(content.AccessLog is not null || content.UnixNano == 7);
                    }
                }
            },
            iter: PropertyCases.AtLeast(2000));

    private static IEnumerable<(string, string)> Expected(string[] values) => Names.Zip(values).Where(field => field.Second != "-");

    private static IEnumerable<(string, string)> Found(string line) => AccessLog.Parse(line)?.Fields.Select(field => (field.Key, field.Value)) ?? [];

    private static string AsText(string[] v)
        => $"[{v[0]}] \"{v[1]} {v[2]} {v[3]}\" {v[4]} {v[5]} {v[6]} {v[7]} \"{Escape(v[8])}\" {v[9]} {v[10]} {v[11]} {v[12]} \"{Escape(v[13])}\" \"{Escape(v[14])}\" "
            + $"\"{v[15]}\" \"{v[16]}\" \"{v[17]}\" {v[18]} {v[19]} {v[20]} {v[21]} {v[22]} {v[23]}";

    private static string AsJson(string[] values) => JsonSerializer.Serialize(
        Names.Zip(values).ToDictionary(
            field => field.First,
            field => field.Second == "-" ? null : field.First is "duration" or "response_code" ? long.Parse(field.Second, CultureInfo.InvariantCulture) : (object)field.Second));

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static string Escape(string text) => text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
