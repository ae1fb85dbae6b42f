namespace LogReg;

/// <summary>References to options, for the holes of an <see cref="OptionText"/>.</summary>
internal static class Option
{
    public static OptionReference Target => new(OptionName.Target);

    public static OptionReference Positive => new(OptionName.Positive);

    public static OptionReference BaseClass => new(OptionName.BaseClass);

    public static OptionReference Features => new(OptionName.Features);

    public static OptionReference Formula => new(OptionName.Formula);

    public static OptionReference ExcludedColumns => new(OptionName.ExcludedColumns);

    public static OptionReference CategoricalColumns => new(OptionName.CategoricalColumns);

    public static OptionReference NumericColumns => new(OptionName.NumericColumns);

    public static OptionReference References => new(OptionName.References);

    public static OptionReference MissingHandling => new(OptionName.MissingHandling);

    public static OptionReference WeightColumn => new(OptionName.WeightColumn);

    public static OptionReference WeightKind => new(OptionName.WeightKind);

    public static OptionReference OffsetColumn => new(OptionName.OffsetColumn);

    public static OptionReference Penalty => new(OptionName.Penalty);

    public static OptionReference Lambda => new(OptionName.Lambda);

    public static OptionReference LambdaChoice => new(OptionName.LambdaChoice);

    public static OptionReference Lambdas => new(OptionName.Lambdas);

    public static OptionReference Alpha => new(OptionName.Alpha);

    public static OptionReference PenaltyFactors => new(OptionName.PenaltyFactors);

    public static OptionReference NonnegativeColumns => new(OptionName.NonnegativeColumns);

    public static OptionReference GroupLevels => new(OptionName.GroupLevels);

    public static OptionReference CrossValidation => new(OptionName.CrossValidation);

    public static OptionReference Folds => new(OptionName.Folds);

    public static OptionReference FoldsColumn => new(OptionName.FoldsColumn);

    public static OptionReference Metric => new(OptionName.Metric);

    public static OptionReference Selection => new(OptionName.Selection);

    public static OptionReference Alphas => new(OptionName.Alphas);

    public static OptionReference Threshold => new(OptionName.Threshold);

    public static OptionReference ThresholdRule => new(OptionName.ThresholdRule);

    public static OptionReference Solver => new(OptionName.Solver);

    public static OptionReference LearningRate => new(OptionName.LearningRate);

    public static OptionReference MaxIterations => new(OptionName.MaxIterations);

    public static OptionReference Epochs => new(OptionName.Epochs);

    public static OptionReference BatchSize => new(OptionName.BatchSize);

    public static OptionReference Stream => new(OptionName.Stream);

    public static OptionReference InitialModel => new(OptionName.InitialModel);

    public static OptionReference TestSize => new(OptionName.TestSize);

    public static OptionReference Seed => new(OptionName.Seed);

    public static OptionReference EarlyStopping => new(OptionName.EarlyStopping);

    public static OptionReference ClassWeights => new(OptionName.ClassWeights);

    public static OptionReference BalanceClasses => new(OptionName.BalanceClasses);

    public static OptionReference KeepWeightedIntercept => new(OptionName.KeepWeightedIntercept);

    public static OptionReference Prior => new(OptionName.Prior);

    public static OptionReference SkipInference => new(OptionName.SkipInference);

    public static OptionReference StandardErrors => new(OptionName.StandardErrors);

    public static OptionReference ClusterColumn => new(OptionName.ClusterColumn);

    public static OptionReference Confidence => new(OptionName.Confidence);

    public static OptionReference Intervals => new(OptionName.Intervals);

    public static OptionReference TestFeatures => new(OptionName.TestFeatures);

    public static OptionReference Firth => new(OptionName.Firth);

    public static OptionReference CorrectIntercept => new(OptionName.CorrectIntercept);

    public static OptionReference MemoryLimit => new(OptionName.MemoryLimit);

    public static OptionReference CacheDirectory => new(OptionName.CacheDirectory);

    public static OptionReference HasHeader => new(OptionName.HasHeader);

    public static OptionReference Delimiter => new(OptionName.Delimiter);

    public static OptionReference SkipLines => new(OptionName.SkipLines);

    public static OptionReference Comment => new(OptionName.Comment);

    public static OptionReference Escape => new(OptionName.Escape);

    public static OptionReference Quote => new(OptionName.Quote);

    public static OptionReference Encoding => new(OptionName.Encoding);

    public static OptionReference DecimalSeparator => new(OptionName.DecimalSeparator);

    public static OptionReference ThousandsSeparator => new(OptionName.ThousandsSeparator);

    public static OptionReference MissingValues => new(OptionName.MissingValues);

    /// <summary>Texts that mean a missing cell, in addition to the usual ones.</summary>
    public static OptionReference AddedMissingValues(params IEnumerable<string> texts) =>
        new OptionReference(OptionName.AddedMissingValues).Names(texts);

    /// <summary>The texts that mean a missing cell of a source that is no file.</summary>
    public static OptionReference SourceMissingValues(params IEnumerable<string> texts) =>
        new OptionReference(OptionName.SourceMissingValues).Names(texts);

    /// <summary>Texts that mean a missing cell of a source that is no file, in addition to the usual ones.</summary>
    public static OptionReference AddedSourceMissingValues(params IEnumerable<string> texts) =>
        new OptionReference(OptionName.AddedSourceMissingValues).Names(texts);

    /// <summary>A column that a cache keeps as categorical.</summary>
    public static OptionReference CachedCategoricalColumn(string name) =>
        new OptionReference(OptionName.CachedCategoricalColumns).Names(name);
}
