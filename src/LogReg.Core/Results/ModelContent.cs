using LogReg.Data;
using LogReg.Evaluation;
using LogReg.Inference;
using LogReg.Terms;

namespace LogReg;

/// <summary>What a model consists of: a fit produces it, a model file holds it, and <c>LogisticModel</c> predicts with it.</summary>
internal sealed record ModelContent
{
    // The class of each equation; with three or more classes, a class without an equation has log-odds 0.
    private readonly int[] _classes;

    /// <param name="target">The target and its classes.</param>
    /// <param name="layout">The layout of the terms.</param>
    /// <param name="equations">The equations on the original scale: of the positive class, of all classes but the base, or of all
    /// classes.</param>
    /// <param name="threshold">The probability from which on the positive class is predicted.</param>
    /// <param name="training">How the model was trained.</param>
    /// <param name="baseClass">With three or more classes, the index of the class without an equation, if there is one.</param>
    public ModelContent(
        TargetDescription target,
        TermLayout layout,
        IReadOnlyList<LinearEquation> equations,
        double threshold,
        TrainingSummary training,
        int baseClass = 0)
    {
        Target = target;
        Layout = layout;
        Equations = [.. equations];
        Threshold = threshold;
        Training = training;
        bool hasBase = !target.IsBinary && Equations.Length < target.Classes.Count;
        _classes =
        [
            .. Enumerable.Range(0, target.Classes.Count).Where(
                code => target.IsBinary ? code == target.PositiveIndex : !hasBase || code != baseClass),
        ];
        BaseClass = hasBase ? target.Classes[baseClass] : null;
        Coefficients = [.. Equations.Select(equation => new Coefficients(layout.NamedWeights(equation)))];
    }

    /// <summary>The target and its classes.</summary>
    public TargetDescription Target { get; }

    /// <summary>The terms of the log-odds, and where each has its columns and coefficients.</summary>
    public TermLayout Layout { get; }

    /// <summary>The features.</summary>
    public IReadOnlyList<Feature> Features => Layout.Features;

    /// <summary>The equations on the original scale.</summary>
    public LinearEquation[] Equations { get; }

    /// <summary>The coefficients of each equation.</summary>
    public IReadOnlyList<Coefficients> Coefficients { get; }

    /// <summary>The index of the class of each equation.</summary>
    public ReadOnlySpan<int> EquationClasses => _classes;

    /// <summary>The classes that have an equation.</summary>
    public IEnumerable<string> ClassesWithEquation => _classes.Select(code => Target.Classes[code]);

    /// <summary>With three or more classes, the class without an equation; <see langword="null"/> if there is none.</summary>
    public string? BaseClass { get; }

    /// <summary>The index of <see cref="BaseClass"/>; 0 if there is none.</summary>
    public int BaseIndex => BaseClass is null ? 0 : Target.IndexOf(BaseClass);

    /// <summary>The probability from which on the positive class is predicted.</summary>
    public double Threshold { get; init; }

    /// <summary>How the model was trained.</summary>
    public TrainingSummary Training { get; init; }

    /// <summary>The column that is added to the log-odds, or <see langword="null"/>.</summary>
    public string? OffsetColumn { get; init; }

    /// <summary>The texts that stand for a missing cell.</summary>
    public IReadOnlyList<string> MissingValues { get; init; } = DataSource.DefaultMissingValues;

    /// <summary>Standard errors, tests and covariance; <see langword="null"/> if there are none.</summary>
    public ModelInference? Inference { get; init; }

    /// <summary>The importance of the features that have several terms or a part of a product, which the terms alone do not tell; without
    /// those for which it is not known.</summary>
    public IReadOnlyList<FeatureImportance> Importance { get; init; } = [];

    /// <summary>The regularisation path, or <see langword="null"/>.</summary>
    public RegularizationPath? Path { get; init; }

    /// <summary>The results of cross-validation, or <see langword="null"/>.</summary>
    public CrossValidation? Validation { get; init; }

    /// <summary>How the model came about, or <see langword="null"/>.</summary>
    public ModelProvenance? Provenance { get; init; }

    /// <summary>The step function that turns the log-odds of the equation into probabilities; <see langword="null"/> if they are
    /// σ(log-odds).</summary>
    public CalibrationSteps? CalibrationSteps { get; init; }

    /// <summary>The updates to newer rows, the first one first.</summary>
    public IReadOnlyList<UpdateSummary> Updates { get; init; } = [];

    /// <summary>Whether the calibration slope of new rows is 1 if nothing has changed: not with a penalty, which makes log-odds smaller,
    /// unless an update has set the slope.</summary>
    public bool HasSlopeOfOne =>
        !Training.HasPenalty || Updates.Any(update => update.Method is "slope" or "refit" or "isotonic");

    /// <summary>How scores and cells of the training rows are distributed, or <see langword="null"/>.</summary>
    public TrainingShares? Shares { get; init; }

    /// <summary>How the model predicts rows that it was not fitted to, or <see langword="null"/>.</summary>
    public HeldOutMeasures? HeldOut { get; init; }

    /// <summary>Gets the coefficients of the equation of a class.</summary>
    /// <param name="className">One of <see cref="ClassesWithEquation"/>.</param>
    /// <exception cref="ArgumentException">The class has no equation.</exception>
    public Coefficients CoefficientsOf(string className)
    {
        int equation = Array.FindIndex(_classes, code => Target.Classes[code] == className);
        return equation >= 0
            ? Coefficients[equation]
            : throw new ArgumentException(
                $"The class {MessageText.Quote(className)} has no equation; the classes with an equation are "
                    + $"{MessageText.List([.. ClassesWithEquation])}.",
                nameof(className));
    }

    /// <summary>Gets the equation of a class; <see langword="null"/> if it has none.</summary>
    /// <param name="place">The index of the class.</param>
    public LinearEquation? EquationOf(int place) => Array.IndexOf(_classes, place) is int equation and >= 0 ? Equations[equation] : null;
}
