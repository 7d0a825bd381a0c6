using System.Collections.Immutable;
using System.Text;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Interactive.Hosting;
using Kiali.Tracing.Interactive.Verbs;
using Kiali.Tracing.Rendering.Csv;
using Kiali.Tracing.Rendering.Html;
using Kiali.Tracing.Rendering.Skia;
using Kiali.Tracing.Rendering.Svg;
using Kiali.Tracing.Rendering.Text;
using Kiali.Tracing.Views;
using Microsoft.Data.Analysis;

namespace Kiali.Tracing.Interactive.Running;

/// <summary>Shows a result in the format asked for, writes it to a file, and names its frame: the same for every verb.</summary>
internal sealed class ResultWriter
{
    private readonly VerbDefinition _verb;
    private readonly HostKind _host;
    private readonly string _format;
    private readonly bool _formatGiven;
    private readonly string? _file;
    private readonly string _variable;

    private ResultWriter(VerbDefinition verb, HostKind host, string format, bool formatGiven, string? file, string variable)
    {
        _verb = verb;
        _host = host;
        _format = format;
        _formatGiven = formatGiven;
        _file = file;
        _variable = variable;
    }

    /// <summary>Reads what a verb was told about its output, before it runs, so that a wrong option costs nothing.</summary>
    /// <exception cref="VerbFailedException">The variable is no C# name, or a picture has nowhere to go.</exception>
    public static ResultWriter For(VerbDefinition verb, VerbArguments arguments, HostKind host)
    {
        // A verb without formats writes what it writes itself.
        string? file = !verb.Formats.IsEmpty && arguments.Text(CommonOptions.Output) is { } given && given != "-" ? given : null;
        string? asked = verb.Formats.IsEmpty ? null : arguments.Text(CommonOptions.Format(verb.Formats)) ?? FormatOf(file, verb.Formats);
        string format = asked ?? "text";
        string variable = arguments.Text(CommonOptions.Name) ?? verb.Name;
        if (!CSharpName.IsUsable(variable))
        {
            throw VerbFailedException.Usage($"--name \"{variable}\" is no name for a C# variable.", "use letters, digits and _, not a keyword");
        }

        if (format == "png" && file is null && host == HostKind.Shell)
        {
            throw VerbFailedException.Usage("A png goes to a file.", "add -o FILE.png");
        }

        return new ResultWriter(verb, host, format, asked is not null, file, variable);
    }

    /// <summary>Shows or writes a result.</summary>
    /// <returns>The variables it leaves behind.</returns>
    public async Task<ImmutableSortedDictionary<string, object>> WriteAsync(VerbResult result, IVerbOutput output, CancellationToken cancellationToken)
    {
        DataFrame? frame = result.Frame is { } make && (_host == HostKind.Notebook || _format == "csv") ? make() : null;
        if (_file is not null)
        {
            await WriteFileAsync(Content(result, frame), output, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            Show(result, frame, output);
        }

        if (_format is "json" or "csv" or "svg" or "png")
        {
            foreach (Warning warning in result.Warnings)
            {
                output.ShowMessage(ViewOutput.Warning(warning));
            }
        }

        return frame is not null && _host == HostKind.Notebook
            ? ImmutableSortedDictionary<string, object>.Empty.Add(_variable, frame)
            : ImmutableSortedDictionary<string, object>.Empty;
    }

    private void Show(VerbResult result, DataFrame? frame, IVerbOutput output)
    {
        if (_host == HostKind.Notebook && !_formatGiven)
        {
            output.Show(ViewOutput.Of(result.View));
        }
        else if (_host == HostKind.Notebook && _format is "svg" or "png")
        {
            View picture = new(TextLine.Empty) { Blocks = [new FigureBlock(RequireFigure(result))] };
            output.Show(_format == "png"
                ? new RenderedOutput(TextRenderer.Render(picture), HtmlRenderer.RenderPng(RequireFigure(result), PngRenderer.Render(RequireFigure(result))))
                : ViewOutput.Of(picture));
        }
        else
        {
            output.Show(new RenderedOutput(Encoding.UTF8.GetString(Content(result, frame)), _format == "html" && _host == HostKind.Notebook ? HtmlRenderer.Render(result.View) : null));
        }
    }

    private byte[] Content(VerbResult result, DataFrame? frame) => _format switch
    {
        "json" => Json(result),
        "csv" => Encoding.UTF8.GetBytes(CsvRenderer.Render(frame ?? throw NoSuch("csv"))),
        "html" => Encoding.UTF8.GetBytes(HtmlRenderer.Render(result.View)),
        "svg" => Encoding.UTF8.GetBytes(SvgRenderer.Render(RequireFigure(result))),
        "png" => PngRenderer.Render(RequireFigure(result)),
        _ => Encoding.UTF8.GetBytes(TextRenderer.Render(result.View)),
    };

    private byte[] Json(VerbResult result)
    {
        using MemoryStream content = new();
        (result.WriteJson ?? throw NoSuch("json"))(content);
        content.WriteByte((byte)'\n');
        return content.ToArray();
    }

    private Figure RequireFigure(VerbResult result) => result.Figure?.Invoke() ?? throw NoSuch(_format);

    private VerbFailedException NoSuch(string format) => VerbFailedException.Usage(
        $"This answer of {_verb.Name} has no {format} form.", "there may be nothing in the window; use --format text");

    private async Task WriteFileAsync(byte[] content, IVerbOutput output, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(_file!))!);
            await File.WriteAllBytesAsync(_file!, content, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new VerbFailedException(ExitCodes.Usage, $"Cannot write {_file}: {exception.Message}", "name a file in a folder that can be written", exception);
        }

        string text = $"wrote {_file} ({NumberText.Count(content.Length)} bytes)";
        output.ShowMessage(new RenderedOutput(text, null));
    }

    private static string? FormatOf(string? file, ImmutableArray<string> formats)
    {
        string extension = file is null ? string.Empty : Path.GetExtension(file).TrimStart('.').ToLowerInvariant();
        return extension == "txt" ? "text" : extension == "htm" ? "html" : formats.Contains(extension) ? extension : null;
    }
}
