using Kiali.Tracing.Tool.Jupyter;

return args is ["jupyter", .. var rest] ? JupyterCommand.Run(rest, new NoVerbs()) : 2;
