using System.Text.RegularExpressions;

namespace LogReg.Tests.Architecture;

/// <summary>Objectives are constructed by their factory and by each other alone, and used as what the factory hands out.</summary>
public partial class ObjectiveConstructionTests
{
    private const string Types = @"(?:\w*Objective|\w*RowPasses|ExtendedLikelihood|FirthSurface|\w*WorkingSet|TableBatches)";

    private static readonly string[] Layers = ["Estimation", "Solvers", "Inference"];

    [Fact]
    public void Objectives_AreConstructedInTheirRoomAlone() => Assert.DoesNotContain(
        CoreSources.Files, file => file.Layer != "Objectives" && Construction().IsMatch(file.Code));

    [Fact]
    public void Objectives_AreCastNowhere() => Assert.DoesNotContain(
        CoreSources.Files, file => Layers.Contains(file.Layer) && Cast().IsMatch(file.Code));

    [Theory]
    [InlineData("problem.Objective is FirthObjective firth", true)]
    [InlineData("rows is not LocalRowPasses", true)]
    [InlineData("own as IRowPasses", true)]
    [InlineData("is { } and SoftmaxObjective", true)]
    [InlineData("((FirthObjective)own).Information()", true)]
    [InlineData("(FirthObjective?)own", true)]
    [InlineData("case ExtendedLikelihood:", true)]
    [InlineData("BinaryWorkingSet set =>", true)]
    [InlineData("all.OfType<FirthObjective>()", true)]
    [InlineData("all.Cast<WorkingSet>()", true)]
    [InlineData("FirthObjective? firth = null;", false)]
    [InlineData("Create(FirthObjective firth) => firth", false)]
    [InlineData("(data, FirthObjective objective) => 1", false)]
    [InlineData("public IObjective Objective => _objective", false)]
    [InlineData("private WorkingSet Set => _set", false)]
    public void Cast_IsRecognised(string code, bool isCast) => Assert.Equal(isCast, Cast().IsMatch(code));

    [GeneratedRegex(@"\bnew (?:\w+Objective|\w*RowPasses|ExtendedLikelihood|FirthSurface|\w+WorkingSet|TableBatches)\(")]
    private static partial Regex Construction();

    // By the names of the types, whatever the variable is called: type tests, casts, patterns of a switch, sequences of one type.
    [GeneratedRegex(
        $@"\b(?:is|as|not|and|or|case)\s+{Types}\b|\({Types}\??\)\s*[\w(]"
        + $@"|(?:^\s*|[{{,]\s*){Types}(?:\s+\w+)?\s+=>|\b(?:OfType|Cast)<{Types}>",
        RegexOptions.Multiline)]
    private static partial Regex Cast();
}
