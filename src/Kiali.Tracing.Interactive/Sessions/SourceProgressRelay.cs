using System.Globalization;
using Kiali.Tracing.Interactive.Verbs;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Interactive.Sessions;

/// <summary>Passes on how far sources are to the verb that runs, with a rate.</summary>
/// <remarks>Safe for several threads: sources ask several things at once.</remarks>
/// <param name="clock">Measures the rate.</param>
public sealed class SourceProgressRelay(TimeProvider clock) : IProgress<SourceProgress>
{
    private readonly Lock _lock = new();
    private IProgress<ProgressReport>? _listener;
    private string? _subject;
    private long _started;

    /// <summary>Passes on to a listener from now on.</summary>
    /// <param name="listener">The listener; null for none.</param>
    public void Attach(IProgress<ProgressReport>? listener)
    {
        lock (_lock)
        {
            _listener = listener;
            _subject = null;
        }
    }

    /// <inheritdoc/>
    public void Report(SourceProgress value)
    {
        lock (_lock)
        {
            if (_listener is null)
            {
                return;
            }

            if (_subject != value.Subject)
            {
                _subject = value.Subject;
                _started = clock.GetTimestamp();
            }

            double seconds = clock.GetElapsedTime(_started).TotalSeconds;
            string rate = seconds > 0 && value.Done > 0 ? string.Create(CultureInfo.InvariantCulture, $" · {value.Done / seconds:#,##0}/s") : string.Empty;
            string counts = value.Total is { } total
                ? string.Create(CultureInfo.InvariantCulture, $"{value.Done:#,##0} of {total:#,##0} {value.Unit}")
                : string.Create(CultureInfo.InvariantCulture, $"{value.Done:#,##0} {value.Unit}");
            _listener.Report(new ProgressReport(value.Subject, value.Total is > 0 ? (double)value.Done / value.Total.Value : null, counts + rate));
        }
    }
}
