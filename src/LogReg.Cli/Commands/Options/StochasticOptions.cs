using System.CommandLine;
using LogReg.Solvers;

namespace LogReg.Cli.Commands;

/// <summary>The options of <c>logreg train</c> for solvers that see the data in parts or stop early.</summary>
internal sealed class StochasticOptions
{
    private readonly Option<bool> _stream = OptionFactory.Flag(
        "--stream", "With --solver sgd, read the file again in every epoch instead of keeping it in memory");

    private readonly Option<int?> _epochs = OptionFactory.Whole(
        "--epochs", "N", "With --solver sgd, go through the rows at most N times [default: 20]", value => value >= 1, "a whole number of 1 or more");

    private readonly Option<int?> _batchSize = OptionFactory.Whole(
        "--batch-size", "N", "With --solver sgd, use N rows per step [default: 64]", value => value is >= 1 and <= 2048, "a whole number from 1 to 2048");

    private readonly Option<double?> _earlyStopping = OptionFactory.Number(
        "--early-stopping",
        "SHARE",
        "With --solver gd, set aside this share of the rows of each class and stop when their loss stops falling",
        value => value is > 0 and < 1,
        OptionFactory.Fraction);

    /// <summary>The options, as the help lists them.</summary>
    public IReadOnlyList<Option> All => [_stream, _epochs, _batchSize, _earlyStopping];

    /// <summary>Reads them off a command line into an estimator.</summary>
    /// <exception cref="UsageException">Options contradict each other.</exception>
    public LogisticRegression Apply(ParseResult result, LogisticRegression regression)
    {
        Option? ofSgd = new Option[] { _stream, _epochs, _batchSize }.FirstOrDefault(option => result.GetResult(option) is { Implicit: false });
        if (ofSgd is not null && regression.Solver != SolverKind.StochasticGradient)
        {
            throw new UsageException($"{ofSgd.Name} needs --solver sgd", $"add --solver sgd, or leave {ofSgd.Name} out");
        }

        if (result.GetValue(_earlyStopping) is not null && regression.Solver != SolverKind.GradientDescent)
        {
            throw new UsageException(
                "--early-stopping needs --solver gd",
                "add --solver gd, or leave --early-stopping out: the other solvers run to convergence");
        }

        if (result.GetValue(_earlyStopping) is not null && (regression.CrossValidation ?? (object?)regression.ThresholdRule) is not null)
        {
            throw UsageException.Conflict(
                "--early-stopping", regression.CrossValidation is not null ? "cross-validation" : "a rule for --threshold");
        }

        if (regression is { Solver: SolverKind.StochasticGradient, MaxIterations: not null })
        {
            throw UsageException.Conflict(
                "--max-iterations", "--solver sgd", "use --epochs, the number of times sgd goes through the rows");
        }

        if (result.GetValue(_stream))
        {
            CheckStream(regression);
        }

        return regression with
        {
            EarlyStopping = result.GetValue(_earlyStopping),
            StochasticGradient = new StochasticGradientOptions
            {
                Stream = result.GetValue(_stream),
                Epochs = result.GetValue(_epochs) ?? 20,
                BatchSize = result.GetValue(_batchSize) ?? 64,
            },
        };
    }

    private static void CheckStream(LogisticRegression regression)
    {
        string? conflict = regression.TestSize is not null ? "--test-size"
            : regression.CrossValidation is not null ? "cross-validation"
            : regression.ThresholdRule is not null ? "a rule for --threshold"
            : regression.InitialModel is not null ? "--init"
            : regression.StandardErrors != Inference.StandardErrorKind.Model ? "--standard-errors"
            : regression.Intervals is not null ? "--intervals"
            : regression.TestFeatures ? "--drop1"
            : null;
        if (conflict is not null)
        {
            throw UsageException.Conflict("--stream", conflict, $"leave one of them out: {conflict} needs the data in memory");
        }
    }
}
