namespace Kiali.Tracing.Tool.Jupyter.Wire;

/// <summary>The sockets that carry messages; the heartbeat carries bare bytes and is not one of them.</summary>
internal enum KernelChannel
{
    /// <summary>Requests in order, and their replies.</summary>
    Shell,

    /// <summary>Requests that must not wait behind a running cell.</summary>
    Control,

    /// <summary>What all front ends see.</summary>
    IoPub,

    /// <summary>Questions of the kernel to the user.</summary>
    Stdin,
}
