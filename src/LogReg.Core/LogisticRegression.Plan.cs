using LogReg.Estimation;

namespace LogReg;

/// <content>From the options to the plan of a fit.</content>
public sealed partial record LogisticRegression
{
    /// <summary>Whether a fit with these options can keep a checkpoint (<see cref="CheckpointOptions"/>): all but stochastic gradient
    /// descent can.</summary>
    /// <exception cref="ArgumentException">Two options cannot be used together.</exception>
    public bool KeepsCheckpoint() => ToPlan().KeepsState;

    /// <summary>Checks options that depend on each other, and fills in the defaults.</summary>
    /// <exception cref="ArgumentException">Two options cannot be used together.</exception>
    internal FitPlan ToPlan()
    {
        Validate();
        return new FitPlan
        {
            Target = Target,
            Positive = Positive,
            BaseClass = BaseClass,
            Features = Features,
            Formula = Formula,
            ExcludedColumns = ExcludedColumns,
            CategoricalColumns = CategoricalColumns,
            NumericColumns = NumericColumns,
            References = References,
            MissingHandling = MissingHandling,
            WeightColumn = WeightColumn,
            WeightKind = WeightKind,
            OffsetColumn = OffsetColumn,
            ClusterColumn = ClusterColumn,
            Penalty = Penalty,
            Lambda = Lambda,
            Alpha = EffectiveAlpha,
            LambdaChoice = LambdaChoice,
            Path = Path,
            PenaltyFactors = PenaltyFactors,
            NonnegativeColumns = NonnegativeColumns,
            GroupLevels = GroupLevels,
            CrossValidation = CrossValidation,
            ThresholdRule = ThresholdRule,
            Threshold = Threshold,
            Solver = Solver,
            LearningRate = LearningRate,
            MaxIterations = MaxIterations,
            Tolerance = Tolerance,
            StochasticGradient = StochasticGradient,
            InitialModel = InitialModel?.Content,
            TestSize = TestSize,
            EarlyStopping = EarlyStopping,
            Seed = Seed,
            Threads = Threads == 0 ? Environment.ProcessorCount : Threads,
            BalanceClasses = BalanceClasses,
            ClassWeights = ClassWeights,
            KeepWeightedIntercept = KeepWeightedIntercept,
            Prior = Prior,
            SkipInference = SkipInference,
            GathersRowUses = GathersRowUses,
            StandardErrors = StandardErrors,
            Confidence = Confidence,
            Intervals = Intervals,
            TestFeatures = TestFeatures,
            Firth = Firth,
            CorrectIntercept = CorrectIntercept,
        };
    }
}
