using System.Reflection;
using System.Runtime.CompilerServices;

namespace LogReg.Tests.Architecture;

public class AssemblyTests
{
    [Fact]
    public void Core_ShowsItsInternalsToTestsOnly() => Assert.All(
        typeof(LogisticModel).Assembly.GetCustomAttributes<InternalsVisibleToAttribute>(),
        attribute => Assert.EndsWith("Tests", attribute.AssemblyName, StringComparison.Ordinal));

    [Fact]
    public void Core_ReferencesNoConsoleLibrary() => Assert.DoesNotContain(
        typeof(LogisticModel).Assembly.GetReferencedAssemblies(),
        name => name.Name is "System.Console" or "System.CommandLine" or "Spectre.Console");
}
