using LogReg.Cli.Commands;
using LogReg.Evaluation;

namespace LogReg.Cli.Tests.Commands;

public class ThresholdArgumentTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("0.25", 0.25)]
    [InlineData("1", 1)]
    public void Parse_Number_IsTheThreshold(string text, double value) =>
        Assert.Equal(new ThresholdArgument(value, null), ThresholdArgument.Parse(text));

    [Fact]
    public void Parse_Words_AreRules()
    {
        Assert.Equal(ThresholdRuleKind.Youden, ThresholdArgument.Parse("Youden")!.Rule!.Kind);
        Assert.Equal(ThresholdRuleKind.F1, ThresholdArgument.Parse("f1")!.Rule!.Kind);
        Assert.Equal(ThresholdRule.Cost(1, 5.5), ThresholdArgument.Parse("cost:1,5.5")!.Rule);
        Assert.Equal(ThresholdRule.Recall(0.9), ThresholdArgument.Parse("recall:0.9")!.Rule);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-0.1")]
    [InlineData("NaN")]
    [InlineData("cost")]
    [InlineData("cost:,1")]
    [InlineData("cost:-1,1")]
    [InlineData("cost:1,∞")]
    [InlineData("recall:0")]
    [InlineData("recall")]
    public void Parse_AnythingElse_IsNothing(string text) => Assert.Null(ThresholdArgument.Parse(text));
}
