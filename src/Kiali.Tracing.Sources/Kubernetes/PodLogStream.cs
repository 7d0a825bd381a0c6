namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>Reads the lines of a log as they come. A line of more than 1 MiB loses its end.</summary>
internal static class PodLogStream
{
    private const int LongestLine = 1 << 20;

    /// <summary>Reads a log to its end, or until the collector has enough.</summary>
    /// <param name="body">The log.</param>
    /// <param name="limitBytes">The most bytes that were asked for: a log as long as that is cut, and its last line is left out when it does not end.</param>
    /// <param name="collector">Takes the lines.</param>
    /// <param name="caller">The caller's own token, which tells a deadline from the caller's giving up.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>How it ended.</returns>
    public static async Task<PodLogOutcome> ReadAsync(Stream body, long limitBytes, PodLogCollector collector, CancellationToken caller, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[1 << 16];
        int held = 0;
        long bytes = 0;
        long lines = 0;
        bool overlong = false;
        while (true)
        {
            if (held == buffer.Length)
            {
                if (buffer.Length < LongestLine)
                {
                    Array.Resize(ref buffer, buffer.Length * 2);
                }
                else
                {
                    // The start of an overlong line is kept, the rest is passed over.
                    if (!overlong && !collector.Take(buffer, isShortened: true))
                    {
                        return new PodLogOutcome(lines, PodLogEnd.Passed);
                    }

                    overlong = true;
                    held = 0;
                }
            }

            int read;
            try
            {
                read = await body.ReadAsync(buffer.AsMemory(held), cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!caller.IsCancellationRequested)
            {
                return new PodLogOutcome(lines, PodLogEnd.Late);
            }

            if (read == 0)
            {
                break;
            }

            bytes += read;
            int start = 0;
            int end = held + read;
            int newline;
            while ((newline = buffer.AsSpan(start, end - start).IndexOf((byte)'\n')) >= 0)
            {
                lines++;
                if (!overlong && !collector.Take(buffer.AsSpan(start, newline), isShortened: false))
                {
                    return new PodLogOutcome(lines, PodLogEnd.Passed);
                }

                overlong = false;
                start += newline + 1;
            }

            held = end - start;
            buffer.AsSpan(start, held).CopyTo(buffer);
        }

        bool isCut = bytes >= limitBytes;
        if (held > 0 && !isCut && !overlong)
        {
            lines++;
            collector.Take(buffer.AsSpan(0, held), isShortened: false);
        }

        return new PodLogOutcome(lines, isCut ? PodLogEnd.Cut : PodLogEnd.Whole);
    }
}
