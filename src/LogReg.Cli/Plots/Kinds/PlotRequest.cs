using System.CommandLine;
using LogReg.Cli.Commands;
using LogReg.Cli.Files;
using LogReg.Cli.Output;
using LogReg.Data;

namespace LogReg.Cli.Plots.Kinds;

/// <summary>What a command line asks for, with the ways to the model and to the data.</summary>
/// <param name="environment">What the command may touch.</param>
/// <param name="parsed">The command line.</param>
/// <param name="options">Its options.</param>
/// <param name="reading">How data are read.</param>
/// <param name="feature">The feature; empty for a kind that is about none.</param>
/// <param name="modelPath">The model's file; empty for a kind that needs none.</param>
/// <param name="dataPath">The data's file; empty for a kind that needs none.</param>
internal sealed class PlotRequest(
    CliEnvironment environment, ParseResult parsed, PlotOptions options, ReadingOptions reading, string feature, string modelPath, string dataPath)
{
    private LogisticModel? _model;
    private ScoredRows? _rows;

    /// <summary>A request for pictures of a model and of rows that are scored already, as no option changes them.</summary>
    public static PlotRequest Of(CliEnvironment environment, LogisticModel model, ScoredRows rows, string modelName, string dataName)
    {
        var options = new PlotOptions();
        var command = new Command("plot");
        foreach (Option option in options.OfSigmoid.Concat(options.OfFits).Concat(options.OfModel).Concat(options.OfRows).Distinct())
        {
            command.Add(option);
        }

        return new PlotRequest(environment, command.Parse([]), options, new ReadingOptions(""), feature: "", modelName, dataName) { _model = model, _rows = rows };
    }

    public CliEnvironment Environment => environment;

    public ParseResult Parsed => parsed;

    public PlotOptions Options => options;

    public string Feature => feature;

    public string ModelPath => modelPath;

    public string DataPath => dataPath;

    /// <summary>The model, with the threshold and λ that the command line names.</summary>
    public LogisticModel Model => _model ??= ModelArgument.Load(environment, modelPath, parsed.GetValue(options.Threshold), parsed.GetValue(options.Lambda));

    /// <summary>Scores the rows of the data whose class is known.</summary>
    public ScoredRows Score()
    {
        if (_rows is not null)
        {
            return _rows;
        }

        LogisticModel model = Model;
        return WithProgress(progress =>
        {
            using DataSource source = DataInput.OpenForScoring(dataPath, reading.Bind(parsed, model.MissingValues), environment);
            return ScoredRows.Read(model, source, parsed.GetValue(options.Weight), progress, environment.CancellationToken);
        });
    }

    /// <summary>Fits an estimator to the data.</summary>
    public LogisticFit Fit(LogisticRegression regression)
    {
        CsvOptions csv = reading.Bind(parsed, CsvOptions.DefaultMissingValues);
        return TrainOptions.AgainstData(() => WithProgress(progress =>
        {
            using DataSource source = DataInput.Open(dataPath, csv, environment);
            return (regression with { Threads = csv.Threads }).Fit(source, progress, environment.CancellationToken);
        }));
    }

    private T WithProgress<T>(Func<ProgressDisplay?, T> work) => ProgressDisplay.Run(environment, isWanted: true, work);
}
