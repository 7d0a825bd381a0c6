namespace Kiali.Tracing.Figures;

/// <summary>The five numbers of one box of a <see cref="BoxesMark"/>.</summary>
/// <param name="X">Its middle, as <see cref="PlotPoint.X"/>.</param>
/// <param name="Minimum">The lower whisker's end, as <see cref="PlotPoint.Y"/>.</param>
/// <param name="LowerQuartile">The box's lower side.</param>
/// <param name="Median">The strong line.</param>
/// <param name="UpperQuartile">The box's upper side.</param>
/// <param name="Maximum">The upper whisker's end.</param>
public readonly record struct BoxItem(double X, double Minimum, double LowerQuartile, double Median, double UpperQuartile, double Maximum)
{
    /// <summary>What a pointer over it says, where the host can; null says nothing.</summary>
    public string? Label { get; init; }
}
