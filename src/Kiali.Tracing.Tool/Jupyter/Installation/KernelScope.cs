namespace Kiali.Tracing.Tool.Jupyter.Installation;

/// <summary>Whose Jupyter a kernel is installed for.</summary>
internal enum KernelScope
{
    /// <summary>The user's.</summary>
    User,

    /// <summary>The active environment's.</summary>
    Environment,

    /// <summary>That of a folder.</summary>
    Prefix,
}
