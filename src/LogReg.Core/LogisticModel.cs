using LogReg.Evaluation;
using LogReg.Features;
using LogReg.Inference;
using LogReg.Numerics;
using LogReg.Serialization;

namespace LogReg;

/// <summary>
/// A fitted logistic regression: P(positive | x) = σ(b₀ + Σ bⱼxⱼ), or for more than two classes the softmax of one such sum a class. It
/// never changes after it is made, so any number of threads may predict with it.
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
    private readonly Coefficients[] _coefficients;
    private readonly Feature[] _features;
    private readonly FeatureEncoder _encoder;

    // The classes' equations, of more than two; a class without one has log-odds 0.
    private readonly int[] _classes;

    internal LogisticModel(
        TargetDescription target,
        IReadOnlyList<Feature> features,
        IReadOnlyList<LinearEquation> equations,
        double threshold,
        TrainingSummary training,
        int baseClass = 0)
    {
        Target = target;
        _features = [.. features];
        _encoder = new FeatureEncoder(_features);
        _equations = [.. equations];
        bool hasBase = !target.IsBinary && _equations.Length < target.Classes.Count;
        _classes = [.. Enumerable.Range(0, target.Classes.Count).Where(code => target.IsBinary ? code == target.PositiveIndex : !hasBase || code != baseClass)];
        BaseClass = hasBase ? target.Classes[baseClass] : null;
        _coefficients = [.. _equations.Select(equation => CoefficientNames.Table(_features, equation))];
        Threshold = threshold;
        Training = training;
    }

    private LogisticModel(LogisticModel other, double threshold)
        : this(other.Target, other._features, other._equations, threshold, other.Training, other.BaseIndex)
    {
        OffsetColumn = other.OffsetColumn;
        MissingValues = other.MissingValues;
        Inference = other.Inference;
        Path = other.Path;
        Validation = other.Validation;
    }

    /// <summary>What the model predicts.</summary>
    public TargetDescription Target { get; }

    /// <summary>Of several classes the one without an equation, with which the others are compared: its log-odds are 0, the others' are against it. <see langword="null"/> for two classes, and where every class has
    /// an equation, under a penalty. Probabilities do not depend on it.</summary>
    public string? BaseClass { get; }

    /// <summary>The features, in the order of <see cref="LogOdds(ReadOnlySpan{double})"/>'s row.</summary>
    public IReadOnlyList<Feature> Features => _features;

    /// <summary>The probability from which on a row of a binary model is predicted positive; 0 to 1.</summary>
    public double Threshold { get; }

    /// <summary>How the model came to be.</summary>
    public TrainingSummary Training { get; }

    /// <summary>The column whose value is added to the log-odds, or <see langword="null"/>. A prediction without it is one for offset 0.</summary>
    public string? OffsetColumn { get; internal init; }

    /// <summary>The texts that stood for a missing cell in training, so that prediction reads the same.</summary>
    public IReadOnlyList<string> MissingValues { get; internal init; } = Data.CsvOptions.DefaultMissingValues;

    /// <summary>Standard errors, tests and what else is known of the coefficients' uncertainty; <see langword="null"/> where nobody asked for it, or under a penalty.</summary>
    public ModelInference? Inference { get; internal init; }

    /// <summary>How the model does on rows that it was not fitted to; <see langword="null"/> where nobody asked for it.</summary>
    public CrossValidation? Validation { get; internal init; }

    /// <summary>The coefficients of a binary model.</summary>
    /// <exception cref="InvalidOperationException">The model has more than two classes: ask <see cref="CoefficientsOf"/>.</exception>
    public Coefficients Coefficients => Target.IsBinary
        ? _coefficients[0]
        : throw new InvalidOperationException("A model of more than two classes has coefficients for each class: use CoefficientsOf.");

    /// <summary>The classes that have an equation: the positive one; or all but <see cref="BaseClass"/>; or, under a penalty, all.</summary>
    public IEnumerable<string> ClassesWithEquation => _classes.Select(code => Target.Classes[code]);

    /// <summary>The coefficients of a class's equation.</summary>
    /// <param name="className">One of <see cref="ClassesWithEquation"/>.</param>
    /// <exception cref="ArgumentException">The class has no equation.</exception>
    public Coefficients CoefficientsOf(string className)
    {
        int equation = 0;
        foreach (string candidate in ClassesWithEquation)
        {
            if (candidate == className)
            {
                return _coefficients[equation];
            }

            equation++;
        }

        throw new ArgumentException($"The class '{className}' has no equation; those that have are {string.Join(", ", ClassesWithEquation)}.", nameof(className));
    }

    /// <summary>Reads a model from a file.</summary>
    /// <param name="path">The file that <see cref="Save(string)"/> wrote.</param>
    /// <exception cref="LogRegException">The file cannot be read or is not a model that this version understands.</exception>
    public static LogisticModel Load(string path) => ModelFile.Load(path);

    /// <summary>Reads a model from a stream.</summary>
    /// <param name="stream">The JSON, UTF-8; left open.</param>
    /// <exception cref="LogRegException">The content is not a model that this version understands.</exception>
    public static LogisticModel Load(Stream stream) => ModelFile.Load(stream, "the model");

    /// <summary>Writes the model to a file: first beside its place, then renamed, so that a file that stood before stays whole until then.</summary>
    /// <param name="path">Where.</param>
    /// <exception cref="LogRegException">The file cannot be written.</exception>
    public void Save(string path) => ModelFile.Save(this, path);

    /// <summary>Writes the model to a stream.</summary>
    /// <param name="stream">Where to; left open.</param>
    public void Save(Stream stream) => ModelFile.Save(this, stream);

    /// <summary>The log-odds of a row by a binary model. Allocates nothing.</summary>
    /// <param name="row">A value for each of <see cref="Features"/>, in that order: the number of a numeric feature; of a categorical
    /// one the position of its level in <see cref="CategoricalFeature.Levels"/>, or <see cref="CategoricalFeature.UnseenLevel"/>; NaN for
    /// a missing cell.</param>
    /// <returns>log(p / (1 − p)).</returns>
    /// <exception cref="ArgumentException">The row's length differs from the number of features, or a level's position does not exist.</exception>
    /// <exception cref="InvalidOperationException">The model has more than two classes.</exception>
    public double LogOdds(ReadOnlySpan<double> row)
    {
        RequireBinary();
        return LogOdds(_equations[0], row);
    }

    /// <summary>The probability of the positive class for a row. Allocates nothing.</summary>
    /// <param name="row">As for <see cref="LogOdds(ReadOnlySpan{double})"/>.</param>
    /// <returns>σ(log-odds), 0 to 1.</returns>
    /// <exception cref="ArgumentException">As for <see cref="LogOdds(ReadOnlySpan{double})"/>.</exception>
    /// <exception cref="InvalidOperationException">The model has more than two classes.</exception>
    public double PredictProbability(ReadOnlySpan<double> row) => LogisticFunctions.Sigmoid(LogOdds(row));

    /// <summary>The probability of every class for a row. Allocates nothing.</summary>
    /// <param name="row">As for <see cref="LogOdds(ReadOnlySpan{double})"/>.</param>
    /// <param name="probabilities">Room for a probability for each of the target's classes, in their order.</param>
    /// <exception cref="ArgumentException">A length is wrong, or a level's position does not exist.</exception>
    public void PredictProbabilities(ReadOnlySpan<double> row, Span<double> probabilities)
    {
        if (probabilities.Length != Target.Classes.Count)
        {
            throw new ArgumentException($"There are {Target.Classes.Count} classes, but room for {probabilities.Length}.", nameof(probabilities));
        }

        if (Target.IsBinary)
        {
            BinaryProbabilities(LogOdds(row), probabilities);
            return;
        }

        probabilities.Clear();
        for (int equation = 0; equation < _equations.Length; equation++)
        {
            probabilities[_classes[equation]] = LogOdds(_equations[equation], row);
        }

        Softmax.InPlace(probabilities);
    }

    /// <summary>The class of a row: the positive one if its probability reaches <see cref="Threshold"/>; of several the most probable one.
    /// Allocates nothing for a binary model.</summary>
    /// <param name="row">As for <see cref="LogOdds(ReadOnlySpan{double})"/>.</param>
    /// <returns>One of the target's classes.</returns>
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

    /// <summary>The same model with another threshold.</summary>
    /// <param name="threshold">The probability from which on a row is predicted positive, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is not between 0 and 1.</exception>
    public LogisticModel WithThreshold(double threshold) => threshold is >= 0 and <= 1
        ? new(this, threshold)
        : throw new ArgumentOutOfRangeException(nameof(threshold), threshold, $"The threshold is {threshold}, but must be between 0 and 1.");

    /// <summary>The same model with other texts for a missing cell.</summary>
    internal LogisticModel WithMissingValues(IReadOnlyList<string> missingValues) => new(this, Threshold) { MissingValues = missingValues };

    /// <summary>The same model with what is known of its uncertainty.</summary>
    internal LogisticModel WithInference(ModelInference inference) => new(this, Threshold) { Inference = inference };

    /// <summary>The same model with its regularisation path.</summary>
    internal LogisticModel WithPath(RegularizationPath path) => new(this, Threshold) { Path = path };

    /// <summary>The same model with how it does on rows that it was not fitted to.</summary>
    internal LogisticModel WithValidation(CrossValidation validation) => new(this, Threshold) { Validation = validation };

    /// <summary>The equations, for the parts of the library that look inside.</summary>
    internal IReadOnlyList<LinearEquation> Equations => _equations;

    /// <summary>The position of <see cref="BaseClass"/>, 0 where there is none.</summary>
    internal int BaseIndex => BaseClass is null ? 0 : Target.IndexOf(BaseClass);

    /// <summary>The equation of a class, <see langword="null"/> where it has none.</summary>
    /// <param name="place">The position of the class.</param>
    internal LinearEquation? EquationOf(int place) => Array.IndexOf(_classes, place) is int equation and >= 0 ? _equations[equation] : null;

    private double LogOdds(LinearEquation equation, ReadOnlySpan<double> row)
    {
        if (row.Length != _features.Length)
        {
            throw new ArgumentException($"The model has {_features.Length} features, but the row has {row.Length} values.", nameof(row));
        }

        double logOdds = equation.Intercept;
        for (int index = 0; index < row.Length; index++)
        {
            double value = row[index];
            double[] weights = equation.Weights[index];
            if (_features[index] is NumericFeature numeric)
            {
                bool isMissing = double.IsNaN(value);
                logOdds += weights[0] * (isMissing ? numeric.ImputeWith : value);
                logOdds += isMissing && numeric.HasIndicator ? weights[1] : 0;
            }
            else
            {
                int level = LevelPosition(index, value);
                logOdds += level < 0 ? 0 : weights[level];
            }
        }

        return logOdds;
    }

    private int LevelPosition(int feature, double value)
    {
        if (double.IsNaN(value))
        {
            return _encoder.MissingCode(feature);
        }

        int levelCount = _encoder.Levels(feature)!.Count;
        int level = (int)value;
        return level == value && level >= CategoricalFeature.UnseenLevel && level < levelCount
            ? level
            : throw new ArgumentException($"{value} is no position of a level of '{_features[feature].Name}', which has {levelCount}.");
    }

    private void BinaryProbabilities(double logOdds, Span<double> probabilities)
    {
        probabilities[Target.PositiveIndex] = LogisticFunctions.Sigmoid(logOdds);
        probabilities[1 - Target.PositiveIndex] = LogisticFunctions.Sigmoid(-logOdds);
    }

    private void RequireBinary()
    {
        if (!Target.IsBinary)
        {
            throw new InvalidOperationException("A model of more than two classes has no single log-odds: use PredictProbabilities.");
        }
    }
}
