using Kiali.Tracing.Tool.Jupyter.Scripting;
using Xunit;

namespace Kiali.Tracing.Tool.Tests.Jupyter.Scripting;

public sealed class CellImportsTests
{
    // Drawing, writing and storage: a notebook names them in full in the rare case, and their words (Axis, View, Label) stay the user's.
    private static readonly string[] Left =
    [
        "Kiali.Tracing.Columns", "Kiali.Tracing.Figures", "Kiali.Tracing.Formatting", "Kiali.Tracing.Json", "Kiali.Tracing.SemanticConventions",
        "Kiali.Tracing.Views",
    ];

    [Fact]
    public void Cells_name_every_type_of_the_domain_and_of_its_analyses_without_a_using() => Assert.Equal(
        typeof(Trace).Assembly.GetExportedTypes().Select(type => type.Namespace!).Distinct().Except(Left).Order(StringComparer.Ordinal),
        CellImports.All.Where(name => name.StartsWith("Kiali.Tracing", StringComparison.Ordinal) && name != typeof(CellFunctions).FullName)
            .Order(StringComparer.Ordinal));

    [Fact]
    public void All_that_is_imported_compiles() => Assert.NotNull(Sessions.New().Compile("1", "cell 1", CancellationToken.None));
}
