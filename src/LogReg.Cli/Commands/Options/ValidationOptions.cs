using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LogReg.Evaluation;

namespace LogReg.Cli.Commands;

/// <summary>The options of <c>logreg train</c> that judge a model on rows it was not fitted to.</summary>
internal sealed class ValidationOptions
{
    private readonly Option<int?> _crossValidate = OptionFactory.Whole(
        "--cv",
        "K",
        "Estimate performance by K-fold cross-validation: fit K times, each without one fold, and predict that fold",
        IsFoldCount,
        FoldCount);

    private readonly Option<int?> _folds = OptionFactory.Whole(
        "--folds", "K", "Use K folds for --lambda cv or a --threshold rule [default: 10, or 5 for a rule alone]", IsFoldCount, FoldCount);

    private readonly Option<string?> _foldsColumn = OptionFactory.Text(
        "--folds-column",
        "COLUMN",
        "Keep rows with the same value, such as a patient, in one fold; if there are no more values than folds, each value is a fold. "
            + "COLUMN is not a feature unless --features names it");

    private readonly Option<LambdaSelection?> _select = OptionFactory.Choice<LambdaSelection>(
        "--select",
        "With --lambda cv, take min (the best lambda) or 1se (the largest within one standard error of the best) [default: min]");

    private readonly Option<ValidationMetric?> _metric = OptionFactory.Choice<ValidationMetric>(
        "--metric", "With --lambda cv, choose by this metric [default: logloss]");

    private readonly Option<double[]> _alphas = new("--alphas")
    {
        HelpName = "NUMBERS",
        Description =
            "With --penalty elastic-net --lambda cv, choose among these values of --alpha, separated by commas [default: --alpha alone]",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = ParseAlphas,
    };

    /// <summary>The options, as the help lists them.</summary>
    public IReadOnlyList<Option> All => [_crossValidate, _folds, _foldsColumn, _select, _metric, _alphas];

    private const string FoldCount = "a whole number of 2 or more";

    /// <summary>The column whose values are the folds, or <see langword="null"/>.</summary>
    public string? FoldsColumn(ParseResult result) => result.GetValue(_foldsColumn);

    /// <summary>Reads them off a command line into an estimator.</summary>
    /// <exception cref="UsageException">Options contradict each other.</exception>
    public LogisticRegression Apply(ParseResult result, LogisticRegression regression)
    {
        bool choosesLambda = regression.LambdaChoice == LambdaChoice.CrossValidation;
        CheckFolds(result, regression.LambdaChoice);
        bool isAsked = All.Any(option => result.GetResult(option) is { Implicit: false });
        if (!isAsked)
        {
            return regression;
        }

        int usual = choosesLambda ? 10 : 5;
        return regression with
        {
            CrossValidation = new CrossValidationOptions
            {
                Folds = result.GetValue(_crossValidate) ?? result.GetValue(_folds) ?? usual,
                FoldsColumn = result.GetValue(_foldsColumn),
                Selection = result.GetValue(_select) ?? LambdaSelection.Minimum,
                Metric = result.GetValue(_metric) ?? ValidationMetric.LogLoss,
                Alphas = result.GetResult(_alphas) is null ? null : result.GetValue(_alphas),
            },
        };
    }

    // The command line has two options for the number of folds.
    private void CheckFolds(ParseResult result, LambdaChoice choice)
    {
        if (result.GetValue(_crossValidate) is int folds && choice == LambdaChoice.CrossValidation)
        {
            throw UsageException.Conflict($"--cv {folds}", "--lambda cv", $"use --folds {folds}: --lambda cv already cross-validates");
        }

        if (result.GetValue(_crossValidate) is not null && result.GetValue(_folds) is not null)
        {
            throw UsageException.Conflict("--cv", "--folds", "leave --folds out: --cv sets the number of folds");
        }
    }

    private static bool IsFoldCount(int count) => count >= 2;

    private static double[]? ParseAlphas(ArgumentResult result)
    {
        string[] items =
        [
            .. result.Tokens.SelectMany(
                token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
        ];
        double[] values = new double[items.Length];
        for (int index = 0; index < items.Length; index++)
        {
            bool isNumber = double.TryParse(items[index], NumberStyles.Float, CultureInfo.InvariantCulture, out values[index]);
            if (!isNumber || values[index] is not (>= 0 and <= 1))
            {
                return OptionFactory.Fail<double[]>(result, "--alphas", "numbers from 0 to 1, separated by commas", items[index]);
            }
        }

        return values.Length > 0
            ? [.. values.Distinct()]
            : OptionFactory.Fail<double[]>(result, "--alphas", "one or more numbers, separated by commas", "");
    }
}
