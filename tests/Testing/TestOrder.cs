using System.Security.Cryptography;
using System.Text;
using Xunit.Sdk;
using Xunit.v3;

namespace SocialServices.Testing;

/// <summary>
/// The same mixed order of tests in every clone. xUnit's own order follows the path of the test assembly, so that a test that
/// depends on another one failed on one machine and could not be reproduced on the next.
/// The variable TEST_ORDER, any text, gives another order, to find such tests.
/// </summary>
public sealed class TestOrder : ITestCollectionOrderer, ITestClassOrderer, ITestMethodOrderer, ITestCaseOrderer
{
    private static readonly string Seed = Environment.GetEnvironmentVariable("TEST_ORDER") ?? "";

    public IReadOnlyCollection<T> OrderTestCollections<T>(IReadOnlyCollection<T> testCollections)
        where T : ITestCollection => Mixed(testCollections, collection => collection.TestCollectionDisplayName);

    public IReadOnlyCollection<T?> OrderTestClasses<T>(IReadOnlyCollection<T?> testClasses)
        where T : notnull, ITestClass => Mixed(testClasses, testClass => testClass?.TestClassName ?? "");

    public IReadOnlyCollection<T?> OrderTestMethods<T>(IReadOnlyCollection<T?> testMethods)
        where T : notnull, ITestMethod => Mixed(testMethods, method => method?.MethodName ?? "");

    public IReadOnlyCollection<T> OrderTestCases<T>(IReadOnlyCollection<T> testCases)
        where T : notnull, ITestCase => Mixed(testCases, testCase => testCase.TestCaseDisplayName);

    private static List<T> Mixed<T>(IEnumerable<T> all, Func<T, string> name) =>
        [.. all.OrderBy(one => Hash(name(one)), StringComparer.Ordinal)];

    private static string Hash(string name) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Seed + name)));
}
