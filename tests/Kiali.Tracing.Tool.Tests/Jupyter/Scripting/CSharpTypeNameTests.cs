using System.Collections.Immutable;
using Kiali.Tracing.Tool.Jupyter.Scripting;
using Microsoft.Data.Analysis;
using Xunit;

namespace Kiali.Tracing.Tool.Tests.Jupyter.Scripting;

public sealed class CSharpTypeNameTests
{
    [Theory]
    [InlineData(typeof(DataFrame), "global::Microsoft.Data.Analysis.DataFrame")]
    [InlineData(typeof(int[]), "global::System.Int32[]")]
    [InlineData(typeof(int[,]), "global::System.Int32[,]")]
    [InlineData(typeof(ImmutableArray<string>), "global::System.Collections.Immutable.ImmutableArray<global::System.String>")]
    [InlineData(typeof(Dictionary<string, List<int>>.Enumerator), "global::System.Collections.Generic.Dictionary<global::System.String, global::System.Collections.Generic.List<global::System.Int32>>.Enumerator")]
    [InlineData(typeof(Hidden), "global::System.Exception")]
    public void A_type_is_written_as_code_can_name_it(Type type, string expected) => Assert.Equal(expected, CSharpTypeName.Of(type));

    private sealed class Hidden : Exception;
}
