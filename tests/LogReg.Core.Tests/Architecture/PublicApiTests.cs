using System.Runtime.CompilerServices;

namespace LogReg.Tests.Architecture;

/// <summary>The public API is a promise: what an app can see of the library is written in public-api.approved.txt, and changes only on
/// purpose.</summary>
public class PublicApiTests
{
    [Fact]
    public void PublicApi_IsTheApprovedOne() => ApprovedApi.Verify(typeof(LogisticModel).Assembly, Folder());

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
