using System.Collections.Immutable;

namespace Kiali.Tracing.TestKit;

/// <summary>Texts as an attacker, or an accident, puts them into traces, logs and labels. Every output is fed with all of them.</summary>
public static class HostileText
{
    /// <summary>A name for test output, and the text.</summary>
    public static ImmutableArray<(string Name, string Text)> All { get; } =
    [
        ("script element", "<script>alert(1)</script>"),
        ("end of a script", "</script><script>alert(1)</script>"),
        ("end of everything", "\"'></td></table></desc></title></svg></font><script>alert(1)</script>"),
        ("image with handler", "<img src=x onerror=alert(1)>"),
        ("svg with handler", "<svg/onload=alert(1)>"),
        ("attribute break", "\" onmouseover=\"alert(1)\" x=\""),
        ("single quote break", "' onmouseover='alert(1)' x='"),
        ("javascript link", "javascript:alert(1)"),
        ("data link", "data:text/html,<script>alert(1)</script>"),
        ("entity", "&lt;b&gt; &amp; &#x3c;script&#x3e; &bogus;"),
        ("comment", "<!-- --> <!-- -- > --!> <![CDATA[ ]]>"),
        ("processing instruction", "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>&a;"),
        ("template", "{{7*7}} ${7*7} #{7*7} <%= 7*7 %> {% raw %}"),
        ("formula typesetting", "$\\href{javascript:alert(1)}{x}$ \\(x\\) $$y$$ \\begin{x}\\end{x}"),
        ("markdown", "[x](javascript:alert(1)) **b** `c` # h\n---"),
        ("spreadsheet formula", "=HYPERLINK(\"http://evil\",\"x\")"),
        ("spreadsheet plus", "+cmd|' /C calc'!A0"),
        ("spreadsheet minus", "-2+3+cmd|' /C calc'!A0"),
        ("spreadsheet at", "@SUM(1+1)*cmd|' /C calc'!A0"),
        ("spreadsheet tab", "\t=1+1"),
        ("spreadsheet return", "\r=1+1"),
        ("fields and quotes", "a,\"b\";c\r\nd,e"),
        ("terminal colour", "\u001b[31mred\u001b[0m"),
        ("terminal title", "\u001b]0;owned\u0007"),
        ("terminal clear", "\u001b[2J\u001b[H\u009b2J"),
        ("backspaces", "harmless\b\b\b\b\b\b\b\bevil"),
        ("carriage return", "all good\rowned   "),
        ("nul", "before\0after"),
        ("all controls", string.Concat(Enumerable.Range(0, 32).Select(i => (char)i)) + "\u007f" + string.Concat(Enumerable.Range(0x80, 32).Select(i => (char)i))),
        ("right-to-left override", "invoice\u202efdp.exe"),
        ("isolates left open", "\u2066\u2067\u2068 abc \u202a\u202b\u202d"),
        ("marks", "a\u200eb\u200fc\u061cd"),
        ("invisible", "ad\u200bmin\u2060 \ufeff\u00adx\u180e"),
        ("hidden tags", "x\U000e0041\U000e0042\U000e007f"),
        ("lone high surrogate", "a\ud83d"),
        ("lone low surrogate", "\ude00b"),
        ("swapped surrogates", "\ude00\ud83d"),
        ("no characters", "a\ufffe\uffff\U0001ffffb"),
        ("line separators", "a\u2028b\u2029c\u0085d"),
        ("many marks", "z" + string.Concat(Enumerable.Repeat("\u0300\u0301\u0302", 300))),
        ("arabic and hebrew", "السلام עליכם (abc) 123"),
        ("emoji", "👩‍👩‍👧‍👦 🏳️‍🌈 日本語"),
        ("percent and braces", "%s%n%x {0} {1:N} \\u003cscript\\u003e"),
        ("path", "../../../etc/passwd\0.txt"),
        ("empty", ""),
        ("spaces", "     "),
        ("very long word", new string('x', 100_000)),
        ("one megabyte", string.Concat(Enumerable.Repeat("<b>&\u202e\ud83d\u001b[1m ", 100_000))),
    ];

    /// <summary>The texts alone.</summary>
    public static IEnumerable<string> Texts => All.Select(hostile => hostile.Text);
}
