using LogReg.Evaluation;
using LogReg.Inference;
using LogReg.Numerics;
using LogReg.Serialization;
using LogReg.Terms;

namespace LogReg;

/// <summary>
/// A fitted logistic regression model: P(positive | x) = σ(b₀ + Σ bⱼxⱼ) with two classes, or the softmax of one such sum per class with
/// three or more. A model
/// is immutable, so any number of threads can predict with it at the same time.
/// </summary>
/// <example>
/// <code>
/// LogisticModel model = LogisticModel.Load("model.json");
/// double probability = model.PredictProbability(new Dictionary&lt;string, object?&gt; { ["age"] = 29, ["sex"] = "female" });
/// </code>
/// </example>
public sealed partial class LogisticModel
{
    private readonly LinearEquation[] _equations;

    internal LogisticModel(ModelContent content)
    {
        Content = content;
        _equations = content.Equations;
        _columnTests = new Lazy<ColumnWaldTests?>(CreateColumnTests);
        _comparisons = new Lazy<EffectComparisons>(() => new EffectComparisons(Layout));
    }

    /// <summary>The target and its classes.</summary>
    public TargetDescription Target => Content.Target;

    /// <summary>The base class of a model with three or more classes, relative to which the log-odds of the other classes are defined.
    /// <see langword="null"/> with two classes, and with a penalty, where every class has its own equation. Probabilities do not depend on
    /// it.</summary>
    public string? BaseClass => Content.BaseClass;

    /// <summary>The features, in the order of the values of a row in <see cref="LogOdds(ReadOnlySpan{double})"/>.</summary>
    public IReadOnlyList<Feature> Features => Layout.Features;

    /// <summary>The formula as it was written, with or without the target; <see langword="null"/> if each feature is a term.</summary>
    public string? Formula => Training.Formula;

    /// <summary>The threshold of a model with two classes, 0 to 1: the positive class is predicted at this probability or above.</summary>
    public double Threshold => Content.Threshold;

    /// <summary>How the model was trained.</summary>
    public TrainingSummary Training => Content.Training;

    /// <summary>The column whose value is added to the log-odds; <see langword="null"/> if there is none. Predictions from a span or a
    /// matrix use an offset of 0.</summary>
    public string? OffsetColumn => Content.OffsetColumn;

    /// <summary>The texts that stand for a missing cell, in training and in prediction.</summary>
    public IReadOnlyList<string> MissingValues => Content.MissingValues;

    /// <summary>The standard errors, tests and covariance matrix of the coefficients; <see langword="null"/> if they were not computed, or
    /// with a penalty.</summary>
    public ModelInference? Inference => Content.Inference;

    /// <summary>The results of cross-validation; <see langword="null"/> if there was none.</summary>
    public CrossValidation? Validation => Content.Validation;

    /// <summary>The step function of isotonic calibration, from the log-odds of the equation to the probability of the positive class;
    /// <see langword="null"/> if that is σ(log-odds).</summary>
    public CalibrationSteps? CalibrationSteps => Content.CalibrationSteps;

    /// <summary>The coefficients of a model with two classes.</summary>
    /// <exception cref="InvalidOperationException">The model has more than two classes: use <see cref="CoefficientsOf"/>.</exception>
    public Coefficients Coefficients => Target.IsBinary
        ? Content.Coefficients[0]
        : throw new InvalidOperationException("A model with more than two classes has coefficients for each class: use CoefficientsOf.");

    /// <summary>The coefficients of each equation, in their order: what each is the coefficient of.</summary>
    public IReadOnlyList<CoefficientDescription> CoefficientDescriptions => Layout.Descriptions;

    /// <summary>The classes that have an equation: the positive class with two classes; all but <see cref="BaseClass"/> with three or more;
    /// all with a penalty.</summary>
    public IEnumerable<string> ClassesWithEquation => Content.ClassesWithEquation;

    /// <summary>Gets the coefficients of the equation of a class.</summary>
    /// <param name="className">One of <see cref="ClassesWithEquation"/>.</param>
    /// <exception cref="ArgumentException">The class has no equation.</exception>
    public Coefficients CoefficientsOf(string className) => Content.CoefficientsOf(className);

    /// <summary>Reads a model from a file.</summary>
    /// <param name="path">The path of a file written by <see cref="Save(string)"/>.</param>
    /// <exception cref="LogRegException">The file cannot be read or is not a model that this version understands.</exception>
    public static LogisticModel Load(string path) => new(ModelFile.Load(path));

    /// <summary>Reads a model from a stream.</summary>
    /// <param name="stream">The stream with the JSON in UTF-8. It is left open.</param>
    /// <exception cref="LogRegException">The content is not a model that this version understands.</exception>
    public static LogisticModel Load(Stream stream) => new(ModelFile.Load(stream, "the model"));

    /// <summary>Writes the model to a file. It is written to a temporary file and then renamed, so that an existing file is replaced only
    /// by a complete one.</summary>
    /// <param name="path">The path of the file.</param>
    /// <exception cref="LogRegException">The file cannot be written.</exception>
    public void Save(string path) => ModelFile.Save(Content, path);

    /// <summary>Writes the model to a stream.</summary>
    /// <param name="stream">The stream to write to. It is left open.</param>
    public void Save(Stream stream) => ModelFile.Save(Content, stream);

    /// <summary>Computes the log-odds of a row by the equation, before <see cref="CalibrationSteps"/>, for a model with two classes. Does
    /// not allocate.</summary>
    /// <param name="row">One value for each of <see cref="Features"/>, in that order: a number for a numeric feature; for a categorical
    /// feature, the index of the level in <see cref="CategoricalFeature.Levels"/>, or <see cref="CategoricalFeature.UnseenLevel"/>; NaN for
    /// a missing value.</param>
    /// <returns>log(p / (1 − p)), if there are no <see cref="CalibrationSteps"/>.</returns>
    /// <exception cref="ArgumentException">The length of the row differs from the number of features, or the index of a level is out of
    /// range.</exception>
    /// <exception cref="InvalidOperationException">The model has more than two classes.</exception>
    public double LogOdds(ReadOnlySpan<double> row)
    {
        RequireBinary();
        return LogOdds(_equations[0], row);
    }

    /// <summary>Predicts the probability of the positive class for a row. Does not allocate.</summary>
    /// <param name="row">As for <see cref="LogOdds(ReadOnlySpan{double})"/>.</param>
    /// <returns>The probability: σ(log-odds), or that of <see cref="CalibrationSteps"/>.</returns>
    /// <exception cref="ArgumentException">As for <see cref="LogOdds(ReadOnlySpan{double})"/>.</exception>
    /// <exception cref="InvalidOperationException">The model has more than two classes.</exception>
    public double PredictProbability(ReadOnlySpan<double> row) => ProbabilityAt(LogOdds(row));

    /// <summary>Predicts the probability of every class for a row. Does not allocate.</summary>
    /// <param name="row">As for <see cref="LogOdds(ReadOnlySpan{double})"/>.</param>
    /// <param name="probabilities">The destination, with one element for each class of the target, in their order.</param>
    /// <exception cref="ArgumentException">A length is wrong, or the index of a level is out of range.</exception>
    public void PredictProbabilities(ReadOnlySpan<double> row, Span<double> probabilities)
    {
        if (probabilities.Length != Target.Classes.Count)
        {
            throw new ArgumentException(
                $"The model has {Target.Classes.Count} classes, but the destination has {probabilities.Length} elements.",
                nameof(probabilities));
        }

        if (Target.IsBinary)
        {
            BinaryProbabilities(LogOdds(row), probabilities);
            return;
        }

        probabilities.Clear();
        for (int equation = 0; equation < _equations.Length; equation++)
        {
            probabilities[Content.EquationClasses[equation]] = LogOdds(_equations[equation], row);
        }

        Softmax.InPlace(probabilities);
    }

    /// <summary>Predicts the class of a row: with two classes, the positive class if its probability is at least <see cref="Threshold"/>;
    /// with three or more, the most probable class. Does not allocate with two classes.</summary>
    /// <param name="row">As for <see cref="LogOdds(ReadOnlySpan{double})"/>.</param>
    /// <returns>The predicted class.</returns>
    /// <exception cref="ArgumentException">As for <see cref="LogOdds(ReadOnlySpan{double})"/>.</exception>
    public string Predict(ReadOnlySpan<double> row)
    {
        if (Target.IsBinary)
        {
            return PredictProbability(row) >= Threshold ? Target.Positive! : Target.Negative!;
        }

        double[] probabilities = new double[Target.Classes.Count];
        PredictProbabilities(row, probabilities);
        return Target.Classes[System.Numerics.Tensors.TensorPrimitives.IndexOfMax<double>(probabilities)];
    }

    /// <summary>Creates a copy of the model with another threshold.</summary>
    /// <param name="threshold">The threshold, 0 to 1: the positive class is predicted at this probability or above.</param>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is not between 0 and 1.</exception>
    public LogisticModel WithThreshold(double threshold) => threshold is >= 0 and <= 1
        ? new(Content with { Threshold = threshold })
        : throw new ArgumentOutOfRangeException(
            nameof(threshold), threshold, $"The threshold is {threshold}, but must be between 0 and 1.");

    /// <summary>What the model consists of.</summary>
    internal ModelContent Content { get; }

    /// <summary>The terms of the log-odds, and where each has its columns and coefficients.</summary>
    internal TermLayout Layout => Content.Layout;

    /// <summary>The equations.</summary>
    internal IReadOnlyList<LinearEquation> Equations => _equations;

    private double LogOdds(LinearEquation equation, ReadOnlySpan<double> row) => row.Length == Features.Count
        ? Layout.LogOdds(equation, row)
        : throw new ArgumentException($"The model has {Features.Count} features, but the row has {row.Length} values.", nameof(row));

    private double ProbabilityAt(double logOdds) =>
        Content.CalibrationSteps is CalibrationSteps steps ? steps.ProbabilityAt(logOdds) : LogisticFunctions.Sigmoid(logOdds);

    private void BinaryProbabilities(double equationLogOdds, Span<double> probabilities)
    {
        double logOdds = Content.CalibrationSteps?.LogOddsAt(equationLogOdds) ?? equationLogOdds;
        probabilities[Target.PositiveIndex] = LogisticFunctions.Sigmoid(logOdds);
        probabilities[1 - Target.PositiveIndex] = LogisticFunctions.Sigmoid(-logOdds);
    }

    private void RequireBinary()
    {
        if (!Target.IsBinary)
        {
            throw new InvalidOperationException("A model with more than two classes has no single log-odds: use PredictProbabilities.");
        }
    }
}
