namespace Kiali.Tracing.Interactive.Hosting;

/// <summary>Where verbs run.</summary>
public enum HostKind
{
    /// <summary>A notebook: a session lives from cell to cell, results are HTML and text, frames become variables.</summary>
    Notebook = 0,

    /// <summary>A command line: one verb a process, sources from options, the environment or a file.</summary>
    Shell = 1,
}
