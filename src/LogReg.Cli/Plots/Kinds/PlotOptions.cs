using System.CommandLine;
using LogReg.Cli.Commands;
using LogReg.Solvers;

namespace LogReg.Cli.Plots.Kinds;

/// <summary>The options of <c>logreg plot</c> that only some kinds of picture have.</summary>
internal sealed class PlotOptions
{
    private static readonly (string Word, SolverKind Value)[] Solvers =
        [.. new[] { SolverKind.Newton, SolverKind.NewtonConjugateGradient, SolverKind.Lbfgs, SolverKind.GradientDescent, SolverKind.CoordinateDescent }
            .Select(kind => (kind.ToName(), kind))];

    public Option<bool> Tanh { get; } = OptionFactory.Flag("--tanh", "sigmoid: add tanh(z) = 2σ(2z) − 1, the sibling whose centre is zero.");

    public Option<bool> Saturation { get; } = OptionFactory.Flag("--saturation", "sigmoid: shade where the gradient vanishes, σ′ < 0.01.");

    public Option<SolverKind[]> Compare { get; } = new("--compare")
    {
        HelpName = "SOLVERS",
        Description = $"loss: the solvers to fit with, of {string.Join(", ", Solvers.Select(solver => solver.Word))}. [default: gd,lbfgs,newton]",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result =>
        {
            var solvers = new List<SolverKind>();
            foreach (string word in result.Tokens.SelectMany(token => CommaList.Split(token.Value)).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                (string Word, SolverKind Value) match = Array.Find(Solvers, solver => solver.Word.Equals(word, StringComparison.OrdinalIgnoreCase));
                if (match.Word is null)
                {
                    return OptionFactory.Fail<SolverKind[]>(result, "--compare", $"solvers of {string.Join(", ", Solvers.Select(solver => solver.Word))}", word);
                }

                solvers.Add(match.Value);
            }

            return [.. solvers];
        },
    };

    public Option<string?> Target { get; } = OptionFactory.Text("--target", "COLUMN", "loss: the column to predict. [default: as of train]");

    public Option<string?> Positive { get; } = OptionFactory.Text("--positive", "CLASS", "loss: the class whose probability is modelled. [default: as of train]");

    public Option<string[]> Exclude { get; } = OptionFactory.Names("--exclude", "COLUMNS", "loss: leave these columns out.");

    public Option<int?> MaxIterations { get; } = OptionFactory.Whole(
        "--max-iterations", "N", "loss: stop each solver after so many iterations. [default: as of train]", value => value >= 1, "a whole number of 1 or more");

    public Option<double?> Lambda { get; } = OptionFactory.Number(
        "--lambda", "NUMBER", "loss: a ridge penalty. Pictures of a model with a path: take the one at this lambda.", value => value >= 0, "a number of 0 or more");

    public Option<double?> Threshold { get; } = ModelArgument.CreateThreshold();

    public Option<string?> Weight { get; } = OptionFactory.Text("--weight", "COLUMN", "Pictures of rows: the column of the rows' weights; each row counts as its weight says.");

    public Option<(double FalsePositive, double FalseNegative)?> Cost { get; } = new("--cost")
    {
        HelpName = "FP,FN",
        Description = "threshold: what a negative row called positive costs, and a positive row called negative. [default: 1,1]",
        CustomParser = result => ThresholdArgument.ParseCosts(result.Tokens[0].Value)
            ?? OptionFactory.Fail<(double, double)?>(result, "--cost", "two numbers above 0, FP,FN"),
    };

    public Option<bool> PerDeviation { get; } = OptionFactory.Flag(
        "--per-deviation", "coefficients: odds ratios for a standard deviation more of each numeric feature, so that features compare.");

    /// <summary>The options of the sigmoid's picture.</summary>
    public IReadOnlyList<Option> OfSigmoid => [Tanh, Saturation];

    /// <summary>The options of pictures that come with fits of their own.</summary>
    public IReadOnlyList<Option> OfFits => [Compare, Target, Positive, Exclude, Lambda, MaxIterations];

    /// <summary>The options of pictures of a model.</summary>
    public IReadOnlyList<Option> OfModel => [Threshold, Weight, Cost, PerDeviation];

    /// <summary>The options of pictures of scored rows.</summary>
    public IReadOnlyList<Option> OfRows => [Lambda, Weight];
}
