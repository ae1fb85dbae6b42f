using System.CommandLine;

namespace LogReg.Cli.Plots.Kinds;

/// <summary>A kind of picture that <c>logreg plot</c> draws.</summary>
internal abstract class PlotKind
{
    /// <summary>All kinds, in the order of the help.</summary>
    public static IReadOnlyList<PlotKind> All { get; } =
    [
        new SigmoidPlot(),
        new LossPlot(),
        new RocPlot(),
        new PrecisionRecallPlot(),
        new CalibrationPlot(),
        new GainPlot(),
        new ThresholdPlot(),
        new ConfusionPlot(),
        new CoefficientsPlot(),
        new PathPlot(),
        new CrossValidationPlot(),
        new EffectPlot(),
    ];

    /// <summary>What a person types.</summary>
    public abstract string Name { get; }

    /// <summary>What is to be seen, in a few words.</summary>
    public abstract string Summary { get; }

    /// <summary>Whether it is about one feature, which is then the first that the command line names.</summary>
    public virtual bool NeedsFeature => false;

    /// <summary>Whether it draws a model, whose file is then the next that the command line names.</summary>
    public virtual bool NeedsModel => false;

    /// <summary>Whether it draws rows of a CSV file, which is then the last that the command line names.</summary>
    public virtual bool NeedsData => false;

    /// <summary>What the command line names after the kind.</summary>
    public IReadOnlyList<string> Needs =>
        [.. new[] { (NeedsFeature, "FEATURE"), (NeedsModel, "MODEL.json"), (NeedsData, "DATA.csv") }.Where(need => need.Item1).Select(need => need.Item2)];

    /// <summary>Those options that say something to it, beyond the ones that say where and how large.</summary>
    public virtual IReadOnlyList<Option> OptionsOf(PlotOptions options) => [];

    /// <summary>Finds out what is to be seen.</summary>
    /// <exception cref="UsageException">The options contradict each other or the model.</exception>
    /// <exception cref="LogRegException">The model cannot have such a picture, or the data are broken.</exception>
    public abstract Figure Draw(PlotRequest request);
}
