using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LogReg.Evaluation;

namespace LogReg.Cli.Commands;

/// <summary>The options of <c>logreg train</c> that judge a model on rows it was not fitted to.</summary>
internal sealed class ValidationOptions
{
    private readonly Option<int?> _crossValidate = OptionFactory.Whole(
        "--cv", "K", "Judge the model by K-fold cross-validation: fit it K times, each without a K-th of the rows, and predict those.", IsFoldCount, FoldCount);

    private readonly Option<int?> _folds = OptionFactory.Whole(
        "--folds", "K", "The number of folds for --lambda cv, or for a --threshold that is chosen. [default: 10, for a threshold alone 5]", IsFoldCount, FoldCount);

    private readonly Option<string?> _foldsColumn = OptionFactory.Text(
        "--folds-column", "COLUMN", "Rows of one value stay in one fold (patients); with no more values than folds each value is a fold (years, sites). No feature unless --features names it.");

    private readonly Option<LambdaSelection?> _select = OptionFactory.Choice(
        "--select",
        "Of --lambda cv: min, the best; or 1se, the largest that is within one standard error of the best. [default: min]",
        ("min", LambdaSelection.Minimum),
        ("1se", LambdaSelection.OneStandardError));

    private readonly Option<ValidationMetric?> _metric = OptionFactory.Choice(
        "--metric",
        "By what --lambda cv chooses. [default: logloss]",
        ("logloss", ValidationMetric.LogLoss),
        ("auc", ValidationMetric.RocAuc),
        ("accuracy", ValidationMetric.Accuracy));

    private readonly Option<double[]> _alphas = new("--alphas")
    {
        HelpName = "NUMBERS",
        Description = "Shares of the lasso for --penalty elastic-net --lambda cv to choose among, separated by commas. [default: that of --alpha]",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = ParseAlphas,
    };

    /// <summary>The options, as the help lists them.</summary>
    public IReadOnlyList<Option> All => [_crossValidate, _folds, _foldsColumn, _select, _metric, _alphas];

    private const string FoldCount = "a whole number of 2 or more";

    /// <summary>Reads them off a command line into an estimator.</summary>
    /// <exception cref="UsageException">Options contradict each other.</exception>
    public LogisticRegression Apply(ParseResult result, LogisticRegression regression)
    {
        bool choosesLambda = regression.LambdaChoice == LambdaChoice.CrossValidation;
        Check(result, regression, choosesLambda);
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

    private void Check(ParseResult result, LogisticRegression regression, bool choosesLambda)
    {
        if (result.GetValue(_crossValidate) is int folds)
        {
            if (regression.LambdaChoice != LambdaChoice.Given)
            {
                throw new UsageException(
                    $"--cv {folds} and --lambda {(choosesLambda ? "cv" : "path")} contradict each other",
                    choosesLambda ? $"--lambda cv validates already: say how with --folds {folds}" : "--lambda cv validates a path; --cv a model of one lambda");
            }

            if (result.GetValue(_folds) is not null)
            {
                throw new UsageException("--cv and --folds contradict each other", "--cv says how many folds there are; leave --folds out");
            }
        }

        Option? forLambda = new Option[] { _select, _metric, _alphas }.FirstOrDefault(option => result.GetResult(option) is { Implicit: false });
        if (forLambda is not null && !choosesLambda)
        {
            throw new UsageException($"{forLambda.Name} needs --lambda cv", "of a model of one lambda there is nothing to choose: add --lambda cv, or leave it out");
        }

        Option? forFolds = new Option[] { _folds, _foldsColumn }.FirstOrDefault(option => result.GetResult(option) is { Implicit: false });
        if (forFolds is not null && !choosesLambda && result.GetValue(_crossValidate) is null && !ChoosesThreshold(result))
        {
            throw new UsageException($"{forFolds.Name} needs --lambda cv or --cv", "add --lambda cv to choose a penalty, or --cv 10 to judge the model");
        }

        if (forFolds is not null && regression.LambdaChoice == LambdaChoice.Path)
        {
            throw new UsageException($"{forFolds.Name} and --lambda path contradict each other", "use --lambda cv, which validates the path");
        }

        if (result.GetResult(_alphas) is not null)
        {
            if (regression.Penalty != PenaltyKind.ElasticNet)
            {
                throw new UsageException("--alphas needs --penalty elastic-net", "ridge is alpha 0, lasso is alpha 1");
            }

            if (result.GetResult("--alpha") is not null)
            {
                throw new UsageException("--alpha and --alphas contradict each other", "leave one of them out");
            }
        }

        if (result.GetValue(_foldsColumn) is string column && column == result.GetValue<string?>("--target"))
        {
            throw new UsageException($"--target and --folds-column both name the column '{column}'", "a column has one role");
        }
    }

    // A threshold that is no number is a rule, which takes cross-validation to apply.
    private static bool ChoosesThreshold(ParseResult result) =>
        result.GetResult("--threshold") is OptionResult { Tokens: [Token token, ..] } && !double.TryParse(token.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static bool IsFoldCount(int count) => count >= 2;

    private static double[]? ParseAlphas(ArgumentResult result)
    {
        string[] items = [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        double[] values = new double[items.Length];
        for (int index = 0; index < items.Length; index++)
        {
            bool isNumber = double.TryParse(items[index], NumberStyles.Float, CultureInfo.InvariantCulture, out values[index]);
            if (!isNumber || values[index] is not (>= 0 and <= 1))
            {
                return OptionFactory.Fail<double[]>(result, "--alphas", "numbers from 0 to 1, separated by commas", items[index]);
            }
        }

        return values.Length > 0 ? [.. values.Distinct()] : OptionFactory.Fail<double[]>(result, "--alphas", "one number or more", "");
    }
}
