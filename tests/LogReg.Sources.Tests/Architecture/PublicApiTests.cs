using System.Reflection;
using System.Runtime.CompilerServices;
using LogReg.Tests.Architecture;

namespace LogReg.Sources.Tests.Architecture;

/// <summary>What an app can see of LogReg.Sources, and what LogReg.Sources uses.</summary>
public class PublicApiTests
{
    private static readonly Assembly Sources = typeof(SourceFile).Assembly;

    [Fact]
    public void PublicApi_IsTheApprovedOne() => ApprovedApi.Verify(Sources, Folder());

    [Fact]
    public void Core_DoesNotShowSourcesItsInternals() => Assert.DoesNotContain(
        typeof(LogisticModel).Assembly.GetCustomAttributes<InternalsVisibleToAttribute>(),
        attribute => attribute.AssemblyName == Sources.GetName().Name);

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
