using System.Text.RegularExpressions;

namespace LogReg.Tests.Architecture;

/// <summary>Objectives are constructed by their factory, and by each other, but nowhere else.</summary>
public partial class ObjectiveConstructionTests
{
    [Fact]
    public void Objectives_AreConstructedInTheirRoomAlone() => Assert.DoesNotContain(
        CoreSources.Files, file => file.Layer != "Objectives" && Construction().IsMatch(file.Code));

    [Fact]
    public void Solvers_CastNoObjective() => Assert.DoesNotContain(
        CoreSources.Files, file => file.Layer == "Solvers" && Cast().IsMatch(file.Code));

    [GeneratedRegex(@"\bnew (?:\w+Objective|\w*RowPasses|ExtendedLikelihood|FirthSurface|\w+WorkingSet|TableBatches)\(")]
    private static partial Regex Construction();

    [GeneratedRegex(@"\bobjective (?:is|as)\b|\(\w+\)objective\b")]
    private static partial Regex Cast();
}
