using Kiali.Tracing.Reports.Finishing;
using Kiali.Tracing.Reports.Layout;
using Kiali.Tracing.Reports.Tests.Layout;

namespace Kiali.Tracing.Reports.Tests.Finishing;

public sealed class QpdfTests
{
    [QpdfFact]
    public void Qpdf_finds_nothing_wrong_with_a_written_file()
    {
        Grid grid = new([new GridColumn("n") { Weight = 1 }], 100, i => new GridRow(new GridCell($"{i}:00 +{i}", Sheet.Body)), Sheet.Grid) { Anchor = "g" };

        Qpdf.Check(Sheet.Write(new Stack(new Paragraph("link", Sheet.Body) { LinkTo = "g" }, grid), new OutlineEntry("G", "g", 0)));
    }
}
