using System.CommandLine;
using LogReg.Charts;
using LogReg.Cli.Files;
using LogReg.Cli.Output;
using LogReg.Data;
using LogReg.Solvers;
using LogReg.Sources;
using LogReg.Terms;

namespace LogReg.Cli.Commands.Plots;

/// <summary>The request of a command line, with access to the model and the data.</summary>
/// <param name="environment">The streams, terminal and cancellation of the command.</param>
/// <param name="parsed">The command line.</param>
/// <param name="options">Its options.</param>
/// <param name="reading">How data are read.</param>
/// <param name="feature">The feature; empty for a kind that is about none.</param>
/// <param name="modelPath">The model's file; empty for a kind that needs none.</param>
/// <param name="dataPath">The data's file; empty for a kind that needs none.</param>
internal sealed class PlotRequest(
    CliEnvironment environment,
    ParseResult parsed,
    PlotOptions options,
    ReadingOptions reading,
    string feature,
    string modelPath,
    string dataPath)
{
    private LogisticModel? _model;

    /// <summary>Whether no progress is shown.</summary>
    public bool IsQuiet { get; init; }

    public string Feature => feature;

    public string DataPath => dataPath;

    /// <summary>The model, with the threshold and λ that the command line names.</summary>
    public LogisticModel Model =>
        _model ??= ModelArgument.Load(environment, modelPath, parsed.GetValue(options.Threshold), parsed.GetValue(options.Lambda));

    /// <summary>What to draw beside the sigmoid.</summary>
    public SigmoidPlotOptions SigmoidOptions =>
        new() { ShowsTanh = parsed.GetValue(options.Tanh), ShowsSaturation = parsed.GetValue(options.Saturation) };

    /// <summary>The units of odds ratios.</summary>
    public CoefficientsPlotOptions CoefficientsOptions => new() { PerStandardDeviation = parsed.GetValue(options.PerDeviation) };

    /// <summary>The values of the other features of an effect.</summary>
    public EffectPlotOptions EffectOptions => new()
    {
        By = parsed.GetValue(options.By),
        At = (parsed.GetResult(options.At) is null ? null : parsed.GetValue(options.At))?.Select(Split).ToDictionary(
            pair => pair.Key, pair => Model.MissingValues.Contains(pair.Value) ? null : (object?)pair.Value) ?? [],
        AveragesRows = parsed.GetValue(options.Average),
    };

    /// <summary>The costs of errors.</summary>
    public ThresholdPlotOptions ThresholdOptions => parsed.GetValue(options.Cost) is (double falsePositive, double falseNegative)
        ? new ThresholdPlotOptions { FalsePositiveCost = falsePositive, FalseNegativeCost = falseNegative }
        : new ThresholdPlotOptions();

    /// <summary>The solvers to compare; <see langword="null"/> for the usual ones.</summary>
    public IReadOnlyList<SolverKind>? Solvers => parsed.GetResult(options.Compare) is null ? null : parsed.GetValue(options.Compare);

    /// <summary>What each solver fits.</summary>
    public LogisticRegression Regression
    {
        get
        {
            double lambda = parsed.GetValue(options.Lambda) ?? 0;
            return new LogisticRegression
            {
                Target = parsed.GetValue(options.Target),
                Positive = parsed.GetValue(options.Positive),
                ExcludedColumns = OptionFactory.Given(parsed, options.Exclude) ?? [],
                Penalty = lambda > 0 ? PenaltyKind.Ridge : PenaltyKind.None,
                Lambda = lambda,
                MaxIterations = parsed.GetValue(options.MaxIterations),
                SkipInference = true,
            };
        }
    }

    /// <summary>Draws the model; what is wrong with it is said with the name of its file.</summary>
    /// <exception cref="LogRegException">The model cannot have this plot.</exception>
    public Figure OfModel(Func<LogisticModel, Figure> draw)
    {
        Figure? figure = null;
        Require(model => figure = draw(model));
        return figure!;
    }

    /// <summary>Makes sure that the model is as a plot needs it.</summary>
    /// <param name="check">Throws if it is not.</param>
    /// <exception cref="LogRegException">It is not.</exception>
    public void Require(Action<LogisticModel> check)
    {
        LogisticModel model = Model;
        try
        {
            check(model);
        }
        catch (LogRegException exception)
        {
            throw new LogRegException($"{modelPath}: {exception.Text}", exception.Hint, exception);
        }
    }

    /// <summary>Makes sure that no option asks for rows, since there are none.</summary>
    /// <exception cref="UsageException">An option does.</exception>
    public void RequireNoRows()
    {
        Option[] ofRows = [options.Average, options.Weight, .. reading.All];
        if (ofRows.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is Option stray)
        {
            throw new UsageException(
                $"{stray.Name} needs rows, but no data file is given",
                $"name the file after the model: logreg plot effect {ShellText.Word(feature)} {ShellText.Word(modelPath)} DATA.csv");
        }
    }

    /// <summary>Makes sure that the rows are used.</summary>
    /// <exception cref="UsageException">They would change nothing.</exception>
    public void RequireRowsUsed()
    {
        if (parsed.GetValue(options.Average))
        {
            return;
        }

        if (parsed.GetValue(options.Weight) is not null)
        {
            throw new UsageException(
                $"{options.Weight.Name} has no effect without {options.Average.Name}", $"add {options.Average.Name}, or leave it out");
        }

        if (Model.Features.FirstOrDefault(one => one.Name == feature) is CategoricalFeature)
        {
            throw new UsageException(
                $"the rows of {dataPath} have no effect on a plot of a categorical column without {options.Average.Name}",
                $"add {options.Average.Name}, or leave the file out");
        }
    }

    /// <summary>Draws the model with the rows of the data.</summary>
    /// <param name="draw">Draws a model with rows, their options, progress and cancellation.</param>
    public Figure OfRows(Func<LogisticModel, DataSource, ScoredRowsOptions, IProgress<ReadProgress>?, CancellationToken, Figure> draw)
    {
        LogisticModel model = Model;
        return WithProgress(progress =>
        {
            using DataSource source = reading.OpenForScoring(parsed, DataReference.OfPath(dataPath), model, environment);
            var named = new ScoredRowsOptions { WeightColumn = parsed.GetValue(options.Weight), Name = dataPath };
            return draw(model, source, named, progress, environment.CancellationToken);
        });
    }

    /// <summary>Scores the rows of the data whose class is known.</summary>
    public ScoredRows Score()
    {
        LogisticModel model = Model;
        return WithProgress(progress =>
        {
            using DataSource source = reading.OpenForScoring(parsed, DataReference.OfPath(dataPath), model, environment);
            return ScoredRows.Read(
                model,
                source,
                new ScoredRowsOptions { WeightColumn = parsed.GetValue(options.Weight), Name = dataPath },
                progress,
                environment.CancellationToken);
        });
    }

    /// <summary>Fits an estimator to the data.</summary>
    public LogisticFit Fit(LogisticRegression regression)
    {
        SourceFileOptions file = reading.Bind(parsed, CsvOptions.DefaultMissingValues);
        return TrainOptions.AgainstData(() => WithProgress(progress =>
        {
            using DataSource source = DataInput.Open(DataReference.OfPath(dataPath), file, environment);
            reading.RequireUsed(parsed, source);
            return (regression with { Threads = file.Csv.Threads }).Fit(source, progress, environment.CancellationToken);
        }));
    }

    private T WithProgress<T>(Func<ProgressDisplay?, T> work) => ProgressDisplay.Run(environment, isWanted: !IsQuiet, work);

    // The name of a column may have an equals sign in it.
    private KeyValuePair<string, string> Split(KeyValuePair<string, string> pair)
    {
        string text = $"{pair.Key}={pair.Value}";
        string? name = Model.Features.Select(feature => feature.Name).Where(
            own => text.StartsWith(own + "=", StringComparison.Ordinal)).MaxBy(own => own.Length);
        return name is null ? pair : new KeyValuePair<string, string>(name, text[(name.Length + 1)..]);
    }
}
