using System.CommandLine;

namespace LogReg.Cli.Commands;

/// <summary>The options of <c>logreg train</c> for classes of unequal weight, the threshold and the start.</summary>
internal sealed class SamplingOptions
{
    private readonly Option<ClassWeightArgument?> _classWeight = new Option<ClassWeightArgument?>("--class-weight")
    {
        HelpName = "balanced|CLASS=NUMBER,…",
        Description = "Weight the classes while fitting; balanced gives all the same total weight. The intercept is corrected afterwards, "
            + "so that probabilities still match the observed proportions [default: 1 each]",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = ClassWeightArgument.Parse,
    }.WithWords("balanced");

    private readonly Option<bool> _noPriorCorrection = OptionFactory.Flag(
        "--no-prior-correction", "With --class-weight, do not correct the intercept");

    private readonly Option<double?> _prior = OptionFactory.Number(
        "--prior",
        "SHARE",
        "Correct the intercept for this proportion of positive rows where the model will be used, if rows were sampled by class "
            + "[default: the proportion in the data]",
        value => value is > 0 and < 1,
        OptionFactory.Fraction);

    private readonly Option<ThresholdArgument?> _threshold = new Option<ThresholdArgument?>("--threshold")
    {
        HelpName = "NUMBER|RULE",
        Description =
            "Predict the positive class at or above this probability, or choose it on rows not used for fitting: youden (recall + "
            + "specificity), f1, "
                + "cost:FP,FN (costs of a false positive and a false negative) or recall:SHARE (at least this recall) [default: 0.5]",
        CustomParser = result =>
            ThresholdArgument.Parse(result.Tokens[0].Value)
                ?? OptionFactory.Fail<ThresholdArgument?>(result, "--threshold", ThresholdArgument.Forms),
    }.WithWords(ThresholdArgument.Words);

    private readonly Option<string?> _init = OptionFactory.Text(
        "--init", "MODEL.json", "Start from this model's coefficients, matched by name; saves iterations if the data have changed little");

    /// <summary>The options, as the help lists them.</summary>
    public IReadOnlyList<Option> All => [_classWeight, _noPriorCorrection, _prior, _threshold];

    /// <summary>The option that says where the solver starts.</summary>
    public Option Init => _init;

    /// <summary>The path of the model to start from, or <see langword="null"/>.</summary>
    public string? InitialPath(ParseResult result) => result.GetValue(_init);

    /// <summary>Reads them off a command line into an estimator.</summary>
    public LogisticRegression Apply(ParseResult result, LogisticRegression regression)
    {
        ClassWeightArgument? weights = result.GetResult(_classWeight) is null ? null : result.GetValue(_classWeight);
        ThresholdArgument? threshold = result.GetValue(_threshold);
        return regression with
        {
            BalanceClasses = weights?.IsBalanced ?? false,
            ClassWeights = weights?.Weights ?? new Dictionary<string, double>(),
            KeepWeightedIntercept = result.GetValue(_noPriorCorrection),
            Prior = result.GetValue(_prior),
            Threshold = threshold?.Value ?? regression.Threshold,
            ThresholdRule = threshold?.Rule,
        };
    }

    /// <summary>Loads the model to start from, if there is one.</summary>
    /// <exception cref="UsageException">It is not a file.</exception>
    /// <exception cref="LogRegException">The file of --init is no model.</exception>
    public LogisticModel? LoadInitial(ParseResult result)
    {
        if (InitialPath(result) == Files.DataInput.StandardInput)
        {
            throw new UsageException("--init must be a file, not '-'", "use a model file written by 'logreg train'");
        }

        return InitialPath(result) is string path ? LogisticModel.Load(path) : null;
    }
}
