using System.CommandLine;

namespace LogReg.Cli.Commands;

/// <summary>The options of <c>logreg train</c> for classes of unequal weight, the threshold and the start.</summary>
internal sealed class SamplingOptions
{
    private readonly Option<ClassWeightArgument?> _classWeight = new("--class-weight")
    {
        HelpName = "balanced|CLASS=NUMBER,…",
        Description = "Let classes weigh more while fitting: balanced lets all count alike. The intercept is corrected afterwards, so that probabilities stay those of the rows. [default: 1 each]",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = ClassWeightArgument.Parse,
    };

    private readonly Option<bool> _noPriorCorrection = OptionFactory.Flag("--no-prior-correction", "With --class-weight: leave the intercept and the probabilities as the weights made them.");

    private readonly Option<double?> _prior = OptionFactory.Number(
        "--prior",
        "SHARE",
        "The share of positive rows where the model will be used, if rows were sampled by class: corrects the intercept. [default: that of the rows]",
        value => value is > 0 and < 1,
        "a number between 0 and 1, both excluded");

    private readonly Option<ThresholdArgument?> _threshold = new("--threshold")
    {
        HelpName = "NUMBER|RULE",
        Description = "Predict the positive class from this probability on; or chosen on rows that were not fitted: youden (recall plus specificity), f1, cost:FP,FN (what a false positive and a false negative cost) or recall:SHARE (to find that share). [default: 0.5]",
        CustomParser = result => ThresholdArgument.Parse(result.Tokens[0].Value) ?? OptionFactory.Fail<ThresholdArgument?>(result, "--threshold", ThresholdArgument.Forms),
    };

    private readonly Option<string?> _init = OptionFactory.Text(
        "--init", "MODEL.json", "Start from this model's coefficients, matched by name: saves iterations where the data have changed little.");

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
            throw new UsageException("--no-prior-correction needs --class-weight", "leave it out: without class weights there is nothing to correct");
        }

        if (result.GetValue(_noPriorCorrection) && result.GetValue(_prior) is not null)
        {
            throw new UsageException("--no-prior-correction and --prior contradict each other", "leave one of them out");
        }

        if (result.GetValue(_threshold)?.Rule is not null && regression.LambdaChoice == LambdaChoice.Path)
        {
            throw new UsageException(
                $"{_threshold.Name} {result.GetResult(_threshold)!.Tokens[0].Value} and --lambda path contradict each other",
                "a path has no lambda of its own to choose a threshold for: use --lambda cv, or a number");
        }

        string? classes = hasWeights ? _classWeight.Name : result.GetValue(_prior) is not null ? _prior.Name : null;
        if (classes is not null && regression.Firth)
        {
            throw new UsageException($"--firth and {classes} contradict each other", "leave one of them out: Firth's method with --flic keeps rare events calibrated by itself");
        }

        string? tests = regression.Intervals is not null ? "--intervals" : regression.TestFeatures ? "--drop1" : null;
        if (hasWeights && tests is not null && regression.StandardErrors == Inference.StandardErrorKind.Model)
        {
            throw new UsageException($"{tests} and --class-weight contradict each other: with class weights the model's standard errors and likelihoods mean nothing", "add --standard-errors robust");
        }

        if (InitialPath(result) == Files.DataInput.StandardInput)
        {
            throw new UsageException("--init must be a file, but is '-'", "name the model file that 'logreg train' wrote");
        }
    }
}
