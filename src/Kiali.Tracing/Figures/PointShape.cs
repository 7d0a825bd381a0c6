namespace Kiali.Tracing.Figures;

/// <summary>The shape of a point.</summary>
public enum PointShape
{
    /// <summary>A disc; with no fill, a ring.</summary>
    Circle,

    /// <summary>A disc with a cross inside: an error that also has a size.</summary>
    CrossedCircle,

    /// <summary>A cross ✕ drawn with the stroke: an error.</summary>
    Cross,

    /// <summary>A square on its corner ◆: an event.</summary>
    Diamond,

    /// <summary>A square.</summary>
    Square,

    /// <summary>A triangle that points up.</summary>
    Triangle,

    /// <summary>A short upright stroke.</summary>
    Tick,
}
