using System.Reflection;
using System.Runtime.CompilerServices;
using LogReg.Tests.Architecture;

namespace LogReg.Charts.Tests.Architecture;

/// <summary>What an app can see of LogReg.Charts, and what LogReg.Charts uses.</summary>
public class PublicApiTests
{
    private static readonly Assembly Charts = typeof(Figure).Assembly;

    [Fact]
    public void PublicApi_IsTheApprovedOne() => ApprovedApi.Verify(Charts, Folder());

    [Fact]
    public void Charts_ReferencesNoConsoleLibrary() => Assert.DoesNotContain(
        Charts.GetReferencedAssemblies(), name => name.Name is "System.Console" or "System.CommandLine" or "Spectre.Console" or "logreg");

    [Fact]
    public void Core_DoesNotShowChartsItsInternals() => Assert.DoesNotContain(
        typeof(LogisticModel).Assembly.GetCustomAttributes<InternalsVisibleToAttribute>(),
        attribute => attribute.AssemblyName == Charts.GetName().Name);

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
