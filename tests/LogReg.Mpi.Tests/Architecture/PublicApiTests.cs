using System.Reflection;
using System.Runtime.CompilerServices;
using LogReg.Tests.Architecture;

namespace LogReg.Mpi.Tests.Architecture;

/// <summary>What an app can see of LogReg.Mpi, and what LogReg.Mpi uses.</summary>
public class PublicApiTests
{
    private static readonly Assembly Mpi = typeof(MpiCollective).Assembly;

    [Fact]
    public void PublicApi_IsTheApprovedOne() => ApprovedApi.Verify(Mpi, Folder());

    [Fact]
    public void Core_DoesNotShowMpiItsInternals() => Assert.DoesNotContain(
        typeof(LogisticModel).Assembly.GetCustomAttributes<InternalsVisibleToAttribute>(),
        attribute => attribute.AssemblyName == Mpi.GetName().Name);

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
