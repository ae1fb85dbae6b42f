using System.CommandLine;
using System.Globalization;

namespace LogReg.Cli.Commands;

/// <summary>The options of <c>logreg train</c> that keep coefficients small.</summary>
internal sealed class PenaltyOptions
{
    private readonly Option<PenaltyKind?> _penalty = OptionFactory.Choice<PenaltyKind>(
        "--penalty",
        "Shrink the coefficients with this penalty; lasso and elastic-net set some to 0 [default: none, or ridge if --lambda is given]");

    private readonly Option<LambdaArgument?> _lambda = new Option<LambdaArgument?>("--lambda")
    {
        HelpName = "NUMBER|path|cv",
        Description = "Set the strength of the penalty, on the scale of the mean loss (scikit-learn's C is 1/(n·lambda)); "
            + "path fits a whole sequence, cv chooses the best of it by cross-validation",
        CustomParser = result => LambdaArgument.Parse(result.Tokens[0].Value)
            ?? OptionFactory.Fail<LambdaArgument?>(result, "--lambda", "a number of 0 or more, path or cv"),
    }.WithWords(EnumName.Of(LambdaChoice.Path), EnumName.Of(LambdaChoice.CrossValidation));

    private readonly Option<double?> _alpha = OptionFactory.Number(
        "--alpha",
        "NUMBER",
        "Set the lasso's share of the elastic-net penalty [default: 0.5]",
        value => value is >= 0 and <= 1,
        "a number from 0 to 1");

    private readonly Option<double[]> _lambdas = new("--lambdas")
    {
        HelpName = "NUMBERS",
        Description = "Use these values for --lambda path and cv, in decreasing order, separated by commas "
            + "[default: 100 values, the first large enough to set all coefficients to 0]",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result =>
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
                if (!isNumber || !double.IsFinite(values[index]) || values[index] < 0)
                {
                    return OptionFactory.Fail<double[]>(result, "--lambdas", "numbers of 0 or more, separated by commas", items[index]);
                }

                if (index > 0 && values[index] >= values[index - 1])
                {
                    result.AddError($"--lambdas must be in decreasing order, but {items[index]} comes after {items[index - 1]}");
                    return null;
                }
            }

            return values.Length > 0
                ? values
                : OptionFactory.Fail<double[]>(result, "--lambdas", "one or more numbers, separated by commas", "");
        },
    };

    private readonly Option<IReadOnlyDictionary<string, double>> _factors = new("--penalty-factor")
    {
        HelpName = "COLUMN=NUMBER",
        Description = "Multiply the penalty of COLUMN, or of a term of the formula, by NUMBER; 0 leaves it unpenalised; may be "
            + "repeated [default: 1]",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = ParseFactors,
    };

    private readonly Option<string[]> _nonnegative = OptionFactory.Terms(
        "--nonnegative", "COLUMNS", "Keep the coefficients of these columns, or terms of the formula, at 0 or above");

    private readonly Option<bool> _groupLevels = OptionFactory.Flag(
        "--group-levels", "Let the levels of a categorical column enter or leave the model together");

    /// <summary>The options, as the help lists them.</summary>
    public IReadOnlyList<Option> All => [_penalty, _lambda, _alpha, _lambdas, _factors, _nonnegative, _groupLevels];

    /// <summary>The options that name features, with the columns that they name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> ColumnsOf(ParseResult result) => new Dictionary<string, IReadOnlyList<string>>
    {
        [_factors.Name] = [.. result.GetValue(_factors)?.Keys ?? []],
        [_nonnegative.Name] = result.Given(_nonnegative) ?? [],
    };

    /// <summary>Reads them off a command line into an estimator.</summary>
    public LogisticRegression Apply(ParseResult result, LogisticRegression regression)
    {
        LambdaArgument? lambda = result.GetValue(_lambda);
        PenaltyKind kind = KindOf(result);
        return regression with
        {
            Penalty = kind,
            LambdaChoice = lambda?.Choice ?? LambdaChoice.Given,
            Lambda = lambda?.Value ?? 0,
            Alpha = result.GetValue(_alpha) ?? 0.5,
            Path = result.GetResult(_lambdas) is null ? new PathOptions() : new PathOptions { Lambdas = result.GetValue(_lambdas) },
            PenaltyFactors = result.GetValue(_factors) ?? new Dictionary<string, double>(),
            NonnegativeColumns = result.Given(_nonnegative) ?? [],
            GroupLevels = result.GetValue(_groupLevels),
        };
    }

    // --lambda alone means ridge, as it always did.
    private PenaltyKind KindOf(ParseResult result) => result.GetValue(_penalty)
        ?? (result.GetValue(_lambda) is LambdaArgument lambda && (lambda.Choice != LambdaChoice.Given || lambda.Value > 0)
            ? PenaltyKind.Ridge
            : PenaltyKind.None);

    private static IReadOnlyDictionary<string, double>? ParseFactors(System.CommandLine.Parsing.ArgumentResult result)
    {
        var factors = new Dictionary<string, double>();
        foreach (System.CommandLine.Parsing.Token token in result.Tokens)
        {
            // A column's name may hold an equals sign, a number does not.
            int equals = token.Value.LastIndexOf('=');
            string column = equals > 0 ? token.Value[..equals].Trim() : "";
            bool isNumber =
                double.TryParse(token.Value[(equals + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out double factor);
            if (column.Length == 0 || !isNumber || !double.IsFinite(factor) || factor < 0)
            {
                return OptionFactory.Fail<IReadOnlyDictionary<string, double>>(
                    result, "--penalty-factor", "of the form COLUMN=NUMBER with a number of 0 or more", token.Value);
            }

            if (!factors.TryAdd(column, factor))
            {
                result.AddError($"--penalty-factor names the column '{column}' twice");
                return null;
            }
        }

        return factors;
    }
}
