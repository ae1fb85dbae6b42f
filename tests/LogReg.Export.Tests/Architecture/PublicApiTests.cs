using System.Reflection;
using System.Runtime.CompilerServices;
using LogReg.Tests.Architecture;

namespace LogReg.Export.Tests.Architecture;

/// <summary>What an app can see of LogReg.Export, and what LogReg.Export uses.</summary>
public class PublicApiTests
{
    private static readonly Assembly Exports = typeof(ModelExport).Assembly;

    [Fact]
    public void PublicApi_IsTheApprovedOne() => ApprovedApi.Verify(Exports, Folder());

    [Fact]
    public void Core_DoesNotShowExportsItsInternals() => Assert.DoesNotContain(
        typeof(LogisticModel).Assembly.GetCustomAttributes<InternalsVisibleToAttribute>(),
        attribute => attribute.AssemblyName == Exports.GetName().Name);

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
