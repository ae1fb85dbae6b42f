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
        "Correct the intercept for this proportion of positive rows where the model will be used, if rows were sampled by class [default: the proportion in the data]",
        value => value is > 0 and < 1,
        OptionFactory.Fraction);

    private readonly Option<ThresholdArgument?> _threshold = new Option<ThresholdArgument?>("--threshold")
    {
        HelpName = "NUMBER|RULE",
        Description = "Predict the positive class at or above this probability, or choose it on rows not used for fitting: youden (recall + specificity), f1, "
            + "cost:FP,FN (costs of a false positive and a false negative) or recall:SHARE (at least this recall) [default: 0.5]",
        CustomParser = result => ThresholdArgument.Parse(result.Tokens[0].Value) ?? OptionFactory.Fail<ThresholdArgument?>(result, "--threshold", ThresholdArgument.Forms),
    }.WithWords("youden", "f1", "cost:", "recall:");

    private readonly Option<string?> _init = OptionFactory.Text(
        "--init", "MODEL.json", "Start from this model's coefficients, matched by name; saves iterations if the data have changed little");

    /// <summary>The options, as the help lists them.</summary>
    public IReadOnlyList<Option> All => [_classWeight, _noPriorCorrection, _prior, _threshold];

    /// <summary>The option that says where the solver starts.</summary>
    public Option Init => _init;

    /// <summary>The path of the model to start from, or <see langword="null"/>.</summary>
    public string? InitialPath(ParseResult result) => result.GetValue(_init);

    /// <summary>Reads them off a command line into an estimator.</summary>
    /// <exception cref="UsageException">Options contradict each other.</exception>
    /// <exception cref="LogRegException">The file of --init is no model.</exception>
    public LogisticRegression Apply(ParseResult result, LogisticRegression regression)
    {
        ClassWeightArgument? weights = result.GetResult(_classWeight) is null ? null : result.GetValue(_classWeight);
        Check(result, regression, weights is not null);
        ThresholdArgument? threshold = result.GetValue(_threshold);
        return regression with
        {
            BalanceClasses = weights?.IsBalanced ?? false,
            ClassWeights = weights?.Weights ?? new Dictionary<string, double>(),
            KeepWeightedIntercept = result.GetValue(_noPriorCorrection),
            Prior = result.GetValue(_prior),
            Threshold = threshold?.Value ?? regression.Threshold,
            ThresholdRule = threshold?.Rule,
            InitialModel = InitialPath(result) is string path ? LogisticModel.Load(path) : null,
        };
    }

    private void Check(ParseResult result, LogisticRegression regression, bool hasWeights)
    {
        if (result.GetValue(_noPriorCorrection) && !hasWeights)
        {
            throw new UsageException(
                "--no-prior-correction needs --class-weight",
                "add --class-weight, or leave it out: without class weights there is nothing to correct");
        }

        if (result.GetValue(_noPriorCorrection) && result.GetValue(_prior) is not null)
        {
            throw UsageException.Conflict("--no-prior-correction", "--prior");
        }

        if (result.GetValue(_threshold)?.Rule is not null && regression.LambdaChoice == LambdaChoice.Path)
        {
            throw UsageException.Conflict(
                $"{_threshold.Name} {result.GetResult(_threshold)!.Tokens[0].Value}",
                "--lambda path",
                "use --lambda cv or a number: a path has no single lambda to choose a threshold for");
        }

        string? classes = hasWeights ? _classWeight.Name : result.GetValue(_prior) is not null ? _prior.Name : null;
        if (classes is not null && regression.Firth)
        {
            throw UsageException.Conflict(
                "--firth", classes, "leave one of them out: --firth --flic is already calibrated for rare events");
        }

        string? tests = regression.Intervals is not null ? "--intervals" : regression.TestFeatures ? "--drop1" : null;
        if (hasWeights && tests is not null && regression.StandardErrors == Inference.StandardErrorKind.Model)
        {
            throw new UsageException(
                $"{tests} cannot be used with --class-weight: with class weights model-based standard errors and likelihood-ratio tests are not valid",
                tests == "--drop1" ? "add --standard-errors robust" : "leave --intervals out and add --standard-errors robust");
        }

        if (InitialPath(result) == Files.DataInput.StandardInput)
        {
            throw new UsageException("--init must be a file, not '-'", "use a model file written by 'logreg train'");
        }
    }
}
