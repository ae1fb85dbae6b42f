using LogReg.Evaluation;
using LogReg.Inference;
using LogReg.Solvers;

namespace LogReg.Tests;

public class EnumNameTests
{
    [Fact]
    public void All_AreTheNamesOfModelFilesAndOptions()
    {
        Assert.Equal(["none", "ridge", "lasso", "elastic-net"], EnumName.All<PenaltyKind>());
        Assert.Equal(["auto", "newton", "lbfgs", "gd", "cd", "sgd", "newton-cg"], EnumName.All<SolverKind>());
        Assert.Equal(["model", "hc0", "hc1", "cluster"], EnumName.All<StandardErrorKind>());
        Assert.Equal(["logloss", "auc", "accuracy"], EnumName.All<ValidationMetric>());
        Assert.Equal(["youden", "f1", "cost", "recall"], EnumName.All<ThresholdRuleKind>());
        Assert.Equal(["min", "1se"], EnumName.All<LambdaSelection>());
        Assert.Equal(["maximumLikelihood", "firth"], EnumName.All<EstimationMethod>());
        Assert.Contains("quasiComplete", EnumName.All<SeparationKind>());
        Assert.Contains("noStandardErrors", EnumName.All<MissingReason>());
        Assert.Contains("early-stopping", EnumName.All<TerminationReason>());
    }

    [Fact]
    public void TryParse_EveryName_IsItsValue()
    {
        foreach (TerminationReason reason in Enum.GetValues<TerminationReason>())
        {
            Assert.True(EnumName.TryParse(EnumName.Of(reason), out TerminationReason same));
            Assert.Equal(reason, same);
        }

        Assert.False(EnumName.TryParse("Newton", out SolverKind _));
        Assert.False(EnumName.TryParse(null, out SolverKind _));
        Assert.Throws<ArgumentOutOfRangeException>(() => EnumName.Of((SolverKind)99));
    }
}
