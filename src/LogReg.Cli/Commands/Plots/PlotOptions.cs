using System.CommandLine;
using LogReg.Solvers;

namespace LogReg.Cli.Commands.Plots;

/// <summary>The options of <c>logreg plot</c> that only some kinds of picture have.</summary>
internal sealed class PlotOptions
{
    private static readonly (string Word, SolverKind Value)[] Solvers =
    [
        .. ((SolverKind[])
        [
            SolverKind.Newton, SolverKind.NewtonConjugateGradient, SolverKind.Lbfgs, SolverKind.GradientDescent,
            SolverKind.CoordinateDescent,
        ]).Select(kind => (EnumName.Of(kind), kind)),
    ];

    public Option<bool> Tanh { get; } = OptionFactory.Flag("--tanh", "sigmoid: add tanh(z) = 2σ(2z) − 1, the zero-centred form");

    public Option<bool> Saturation { get; } = OptionFactory.Flag("--saturation", "sigmoid: shade where the gradient vanishes (σ′<0.01)");

    public Option<SolverKind[]> Compare { get; } = new Option<SolverKind[]>("--compare")
    {
        HelpName = "SOLVERS",
        Description =
            $"loss: fit with these solvers, of {string.Join(", ", Solvers.Select(solver => solver.Word))} [default: gd,lbfgs,newton]",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result =>
        {
            var solvers = new List<SolverKind>();
            foreach (string word in result.Tokens.SelectMany(token => CommaList.Split(token.Value)).Distinct(
                StringComparer.OrdinalIgnoreCase))
            {
                (string Word, SolverKind Value) match =
                    Array.Find(Solvers, solver => solver.Word.Equals(word, StringComparison.OrdinalIgnoreCase));
                if (match.Word is null)
                {
                    return OptionFactory.Fail<SolverKind[]>(
                        result, "--compare", $"one or more of {string.Join(", ", Solvers.Select(solver => solver.Word))}", word);
                }

                solvers.Add(match.Value);
            }

            return [.. solvers];
        },
    }.WithWords([.. Solvers.Select(solver => solver.Word)]);

    public Option<string?> Target { get; } = OptionFactory.Text("--target", "COLUMN", "loss: predict this column [default: as for train]");

    public Option<string?> Positive { get; } =
        OptionFactory.Text("--positive", "CLASS", "loss: model the probability of this class [default: as for train]");

    public Option<string[]> Exclude { get; } = OptionFactory.Names("--exclude", "COLUMNS", "loss: leave these columns out");

    public Option<int?> MaxIterations { get; } = OptionFactory.Whole(
        "--max-iterations",
        "N",
        "loss: stop each solver after N iterations [default: as for train]",
        value => value >= 1,
        "a whole number of 1 or more");

    public Option<double?> Lambda { get; } = OptionFactory.Number(
        "--lambda",
        "NUMBER",
        "loss: add a ridge penalty; plots of a model: use this lambda of its path [default: 0; the model as trained]",
        value => value >= 0,
        "a number of 0 or more");

    public Option<double?> Threshold { get; } = ModelArgument.CreateThreshold();

    public Option<string?> Weight { get; } =
        OptionFactory.Text("--weight", "COLUMN", "plots of a model and data: weight rows by this column");

    public Option<(double FalsePositive, double FalseNegative)?> Cost { get; } = new("--cost")
    {
        HelpName = "FP,FN",
        Description = "threshold: set the costs of a false positive and of a false negative [default: 1,1]",
        CustomParser = result => ThresholdArgument.ParseCosts(result.Tokens[0].Value)
            ?? OptionFactory.Fail<(double, double)?>(result, "--cost", "two numbers above 0, FP,FN"),
    };

    public Option<bool> PerDeviation { get; } = OptionFactory.Flag(
        "--per-deviation", "coefficients: show odds ratios per standard deviation of numeric features, to compare features");

    public Option<string?> By { get; } =
        OptionFactory.Text("--by", "COLUMN", "effect: draw a curve for each level of COLUMN, or for its quartiles");

    public Option<IReadOnlyDictionary<string, string>> At { get; } = OptionFactory.Pairs(
        "--at", "COLUMN=VALUE", "effect: set a column to a value; may be repeated [default: the median or most frequent level]");

    public Option<bool> Average { get; } = OptionFactory.Flag(
        "--average", "effect: average the probability over the rows of DATA.csv, in which the other columns keep their values");

    /// <summary>The options of an effect.</summary>
    public IReadOnlyList<Option> OfEffect => [Lambda, By, At, Average, Weight];

    /// <summary>The options of the sigmoid's picture.</summary>
    public IReadOnlyList<Option> OfSigmoid => [Tanh, Saturation];

    /// <summary>The options of pictures that come with fits of their own.</summary>
    public IReadOnlyList<Option> OfFits => [Compare, Target, Positive, Exclude, Lambda, MaxIterations];

    /// <summary>The options of pictures of a model.</summary>
    public IReadOnlyList<Option> OfModel => [Threshold, Weight, Cost, PerDeviation, By, At, Average];

    /// <summary>The options of pictures of scored rows.</summary>
    public IReadOnlyList<Option> OfRows => [Lambda, Weight];
}
