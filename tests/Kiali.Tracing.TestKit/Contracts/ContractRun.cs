using System.Reflection;
using Xunit;

namespace Kiali.Tracing.TestKit.Contracts;

/// <summary>Runs all tests of a contract as one, for a back end that is not everywhere and whose test must be skipped as a whole.</summary>
public static class ContractRun
{
    /// <summary>Runs every fact of a contract.</summary>
    /// <param name="make">Makes the contract's test class, anew for each.</param>
    /// <returns>How many ran.</returns>
    public static async Task<int> AllAsync(Func<object> make)
    {
        int count = 0;
        foreach (MethodInfo test in make().GetType().GetMethods().Where(method => method.IsDefined(typeof(FactAttribute))).OrderBy(method => method.Name, StringComparer.Ordinal))
        {
            object tests = make();
            await (Task)test.Invoke(tests, null)!;
            count++;
        }

        return count;
    }
}
