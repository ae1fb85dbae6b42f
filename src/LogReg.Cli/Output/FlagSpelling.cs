using System.CommandLine;
using System.Globalization;
using LogReg.Charts.Text;
using LogReg.Data;
using LogReg.Evaluation;
using LogReg.Inference;
using LogReg.Solvers;

namespace LogReg.Cli.Output;

/// <summary>Spells options and operations as they are typed: flags with their values, quoted for a shell, and commands.</summary>
internal sealed class FlagSpelling : OptionSpelling
{
    /// <summary>The word of <see cref="StandardErrorKind.Hc1"/>, the only value that the command calls otherwise than
    /// <see cref="EnumName"/>, whose word it reads, too.</summary>
    public const string Robust = "robust";

    private static readonly Dictionary<Operation, string> Commands = new()
    {
        [Operation.Train] = "'logreg train'",
        [Operation.Save] = "'logreg train'",
        [Operation.Load] = "give the model first and the data after it, as in: logreg predict model.json data.csv",
        [Operation.Predict] = "'logreg predict'",
        [Operation.Evaluate] = "logreg evaluate --json",
        [Operation.WriteCache] = "logreg cache",
        [Operation.OpenFile] = "give the path of a file, not a pipe",
        [Operation.QueryDatabase] = "query it: --connection sqlite:FILE --query 'select * from TABLE'",
        [ChartOperations.SeeCrossValidation] = "'logreg inspect' prints the one",
        [ChartOperations.ListCoefficients] = "logreg inspect",
        [ChartOperations.ListTermCoefficients] = "logreg inspect --coefficients all",
        [ChartOperations.ListFeatures] = "logreg inspect",
        [ChartOperations.PlotCurves] = "logreg plot",
        [ChartOperations.PlotConfusion] = "'confusion'",
        [ChartOperations.PlotPrecisionRecall] = "'precision-recall'",
    };

    private FlagSpelling()
    {
    }

    public static FlagSpelling Instance { get; } = new();

    public override string Separator => " ";

    /// <summary>The text with flags.</summary>
    public static string Of(OptionText text) => text.Spell(Instance);

    /// <summary>The options that were typed in a command line, even with their default values.</summary>
    public static IReadOnlySet<OptionName> Typed(ParseResult result)
    {
        HashSet<string> typed =
        [
            .. result.CommandResult.Command.Options.Where(option => result.GetResult(option) is { Implicit: false }).Select(
                option => option.Name),
        ];
        return Enum.GetValues<OptionName>().Where(option => typed.Contains(Flag(option))).ToHashSet();
    }

    public override string Spell(Remedy remedy) =>
        remedy.Value is null or bool ? Flag(remedy.Option) : $"{Flag(remedy.Option)} {Value(remedy)}";

    public override string Spell(Operation operation) => Commands.GetValueOrDefault(operation, operation.Name);

    private static string Flag(OptionName option) => option switch
    {
        OptionName.Target => "--target",
        OptionName.Positive => "--positive",
        OptionName.BaseClass => "--base",
        OptionName.Features => "--features",
        OptionName.Formula => "--formula",
        OptionName.ExcludedColumns => "--exclude",
        OptionName.CategoricalColumns => "--categorical",
        OptionName.NumericColumns => "--numeric",
        OptionName.References => "--reference",
        OptionName.MissingHandling => "--missing",
        OptionName.WeightColumn => "--weight",
        OptionName.WeightKind => "--weight-type",
        OptionName.OffsetColumn => "--offset",
        OptionName.Penalty => "--penalty",
        OptionName.Lambda or OptionName.LambdaChoice => "--lambda",
        OptionName.Lambdas => "--lambdas",
        OptionName.CrossValidation => "--cv",
        OptionName.Folds => "--folds",
        OptionName.FoldsColumn => "--folds-column",
        OptionName.Metric => "--metric",
        OptionName.Threshold or OptionName.ThresholdRule => "--threshold",
        OptionName.Solver => "--solver",
        OptionName.LearningRate => "--learning-rate",
        OptionName.MaxIterations => "--max-iterations",
        OptionName.Epochs => "--epochs",
        OptionName.Stream => "--stream",
        OptionName.InitialModel => "--init",
        OptionName.TestSize => "--test-size",
        OptionName.EarlyStopping => "--early-stopping",
        OptionName.ClassWeights or OptionName.BalanceClasses => "--class-weight",
        OptionName.Prior => "--prior",
        OptionName.SkipInference => "--no-inference",
        OptionName.StandardErrors or OptionName.ClusterColumn => "--standard-errors",
        OptionName.Firth => "--firth",
        OptionName.Alpha => "--alpha",
        OptionName.PenaltyFactors => "--penalty-factor",
        OptionName.NonnegativeColumns => "--nonnegative",
        OptionName.GroupLevels => "--group-levels",
        OptionName.Selection => "--select",
        OptionName.Alphas => "--alphas",
        OptionName.BatchSize => "--batch-size",
        OptionName.Seed => "--seed",
        OptionName.KeepWeightedIntercept => "--no-prior-correction",
        OptionName.Confidence => "--confidence",
        OptionName.Intervals => "--intervals",
        OptionName.TestFeatures => "--drop1",
        OptionName.CorrectIntercept => "--flic",
        OptionName.MemoryLimit => "--memory",
        OptionName.CacheDirectory => "--cache-dir",
        OptionName.HasHeader => "--no-header",
        OptionName.Delimiter => "--delimiter",
        OptionName.SkipLines => "--skip",
        OptionName.Comment => "--comment",
        OptionName.Escape => "--escape",
        OptionName.Quote => "--quote",
        OptionName.Encoding => "--encoding",
        OptionName.Sheet => "--sheet",
        OptionName.DecimalSeparator => "--decimal",
        OptionName.ThousandsSeparator => "--thousands",
        OptionName.MissingValues or OptionName.SourceMissingValues => "--missing-values",
        OptionName.AddedMissingValues or OptionName.AddedSourceMissingValues => "--missing-values",
        OptionName.CachedCategoricalColumns => "logreg cache --categorical",
        _ => throw new ArgumentOutOfRangeException(nameof(option), option, "Not an option."),
    };

    private static string Value(Remedy remedy) => remedy.Value switch
    {
        IReadOnlyList<string> texts when remedy.Option is OptionName.AddedMissingValues or OptionName.AddedSourceMissingValues =>
            ShellText.AddedTexts(texts),
        IReadOnlyList<string> names => ShellText.Names(names),
        KeyValuePair<string, string> level => ShellText.Pair(level.Key, level.Value),
        string separator when remedy.Option is OptionName.DecimalSeparator or OptionName.ThousandsSeparator => separator switch
        {
            " " => "' '",
            "'" => "\"'\"",
            _ => separator,
        },
        string text => ShellText.Name(text),
        char character => $"'{character}'",
        CsvEscape escape => EnumName.Of(escape),
        CsvQuote quote => EnumName.Of(quote),
        ThresholdRule rule => ValidationText.Name(rule),
        ThresholdRuleKind kind => EnumName.Of(kind),
        StandardErrorKind.Hc1 => Robust,
        StandardErrorKind kind => EnumName.Of(kind),
        SolverKind solver => EnumName.Of(solver),
        PenaltyKind penalty => EnumName.Of(penalty),
        MissingHandling handling => EnumName.Of(handling),
        LambdaChoice choice => EnumName.Of(choice),
        LambdaSelection selection => EnumName.Of(selection),
        ValidationMetric metric => EnumName.Of(metric),
        IntervalKind kind => EnumName.Of(kind),
        WeightKind kind => EnumName.Of(kind),
        var number => Convert.ToString(number, CultureInfo.InvariantCulture)!,
    };
}
