namespace Kiali.Tracing.Figures.Graphs;

/// <summary>Keeps what is written apart: remembers which rectangles are taken.</summary>
internal sealed class LabelRoom
{
    private readonly PlotBounds _bounds;
    private readonly List<PlotBounds> _taken = [];

    public LabelRoom(PlotBounds bounds) => _bounds = bounds;

    public void Take(PlotBounds rectangle) => _taken.Add(rectangle);

    public bool IsFree(PlotBounds rectangle)
        => rectangle.Left >= _bounds.Left && rectangle.Top >= _bounds.Top && rectangle.Right <= _bounds.Right && rectangle.Bottom <= _bounds.Bottom
            && _taken.TrueForAll(other => rectangle.Right <= other.Left || other.Right <= rectangle.Left || rectangle.Bottom <= other.Top || other.Bottom <= rectangle.Top);
}
