using Kiali.Tracing.Tool.Jupyter;
using Kiali.Tracing.Tool.Shell;

return args is ["jupyter", .. var rest]
    ? JupyterCommand.Run(rest, NotebookVerbs.Create())
    : await ShellCommandLine.RunAsync(args).ConfigureAwait(false);
