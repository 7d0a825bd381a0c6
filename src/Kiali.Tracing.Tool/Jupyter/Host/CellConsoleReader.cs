using Kiali.Tracing.Tool.Jupyter.Scripting;

namespace Kiali.Tracing.Tool.Jupyter.Host;

/// <summary>The console's input of cells: each line is asked for in the front end.</summary>
internal sealed class CellConsoleReader : TextReader
{
    private string rest = string.Empty;

    public override string? ReadLine()
    {
        if (rest.Length == 0)
        {
            return Ask();
        }

        string line = rest.TrimEnd('\n');
        rest = string.Empty;
        return line;
    }

    public override int Peek() => rest.Length == 0 ? -1 : rest[0];

    public override int Read()
    {
        if (rest.Length == 0)
        {
            rest = Ask() + "\n";
        }

        char next = rest[0];
        rest = rest[1..];
        return next;
    }

    private static string Ask()
    {
        CellRun cell = CellRun.Current ?? throw new InvalidOperationException("Only a notebook cell can read from the console.");
        return cell.Host.ReadLine(string.Empty, password: false, cell.Cancellation);
    }
}
