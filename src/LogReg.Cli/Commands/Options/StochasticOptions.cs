using System.CommandLine;

namespace LogReg.Cli.Commands;

/// <summary>The options of <c>logreg train</c> for solvers that see the data in parts or stop early.</summary>
internal sealed class StochasticOptions
{
    private readonly Option<bool> _stream = OptionFactory.Flag(
        "--stream", "With --solver sgd, read the file again in every epoch instead of keeping it in memory");

    private readonly Option<int?> _epochs = OptionFactory.Whole(
        "--epochs",
        "N",
        "With --solver sgd, go through the rows at most N times [default: 20]",
        value => value >= 1,
        "a whole number of 1 or more");

    private readonly Option<int?> _batchSize = OptionFactory.Whole(
        "--batch-size",
        "N",
        "With --solver sgd, use N rows per step [default: 64]",
        value => value is >= 1 and <= 2048,
        "a whole number from 1 to 2048");

    private readonly Option<double?> _earlyStopping = OptionFactory.Number(
        "--early-stopping",
        "SHARE",
        "With --solver gd, set aside this share of the rows of each class and stop when their loss stops falling",
        value => value is > 0 and < 1,
        OptionFactory.Fraction);

    /// <summary>The options, as the help lists them.</summary>
    public IReadOnlyList<Option> All => [_stream, _epochs, _batchSize, _earlyStopping];

    /// <summary>Reads them off a command line into an estimator.</summary>
    public LogisticRegression Apply(ParseResult result, LogisticRegression regression) => regression with
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
