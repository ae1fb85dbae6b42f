using LogReg.Terms;

using FactorDocument = LogReg.Serialization.TermDocument.FactorDocument;

namespace LogReg.Serialization;

/// <summary>The factors of terms and the members of a model file that describe them.</summary>
internal static class FactorFormat
{
    private const string Lump = "lump";
    private const string Intervals = "intervals";
    private const string Values = "values";
    private const string Missing = "missing";

    // A name is part of the names of a factor's coefficients.
    private const int LongestName = 20_000;

    // Steps of levels of an interval: no factor needs more.
    private const int DeepestSource = 3;

    /// <summary>The members of a factor.</summary>
    /// <param name="factor">The factor.</param>
    public static FactorDocument ToDocument(TermFactor factor)
    {
        var document = new FactorDocument { Feature = factor.Cells.Feature.Name };
        var named = document with { Name = factor.Name };
        return factor switch
        {
            OwnLevels levels => document with { AllLevels = levels.HasAllLevels },
            LumpedLevels lumped => named with
            {
                Kind = Lump,
                AllLevels = lumped.HasAllLevels,
                Levels = [.. lumped.Kept.Select(level => ((CategoricalFeature)lumped.Cells.Feature).Levels[level])],
            },
            NumberLevels levels => named with
            {
                Kind = levels.AreIntervals ? Intervals : Values,
                AllLevels = levels.HasAllLevels,
                Functions = ToDocuments(levels.Functions),
                Limits = levels.Limits,
                Levels = levels.Levels,
                Reference = levels.Reference < 0 ? null : levels.Levels[levels.Reference],
            },
            LevelNumbers numbers => named with
            {
                Kind = EnumName.Of(numbers.Coding),
                Levels = [.. numbers.Order.Select(level => numbers.Source.Levels[level])],
                Source = ToDocument(numbers.Source),
            },
            MissingFactor => named with { Kind = Missing },
            NumberFactor number => named with { Functions = ToDocuments(number) },
            _ => throw new NotSupportedException($"A {factor.GetType().Name} has no place in a model file."),
        };
    }

    /// <summary>The factor that a model file describes; <see langword="null"/> for a feature by itself.</summary>
    /// <param name="document">The members.</param>
    /// <param name="cells">The cells of the features.</param>
    /// <param name="place">Where the members stand, for messages.</param>
    /// <exception cref="ModelFormatException">A member is missing or invalid.</exception>
    public static TermFactor? ToFactor(FactorDocument? document, IReadOnlyList<FeatureCells> cells, string place) =>
        ToFactor(document, cells, place, depth: 0);

    private static TermFactor? ToFactor(FactorDocument? document, IReadOnlyList<FeatureCells> cells, string place, int depth)
    {
        string feature = document?.Feature ?? throw ModelReader.Absent(place + ".feature");
        FeatureCells own = cells.FirstOrDefault(one => one.Feature.Name == feature)
            ?? throw new ModelFormatException($"its member '{place}.feature' names a feature that is not there");
        string name = document.Name ?? feature;
        if (document.Kind is not null && EnumName.TryParse(document.Kind, out LevelCoding coding) && depth < DeepestSource)
        {
            return ToLevelNumbers(document, ToFactor(document.Source, cells, place + ".source", depth + 1), coding, place);
        }

        if (name.Length > LongestName)
        {
            throw Invalid(place, "name");
        }

        TermFactor? factor = (document.Kind, own) switch
        {
            (null, CategoricalCells levels) when document.AllLevels is not null => new OwnLevels(levels),
            (null, not CategoricalCells) when document.Name is not null => ToNumber(document, own, place),
            (null, _) => null,
            (Missing, _) => new MissingFactor(own, name),
            (Lump, CategoricalCells levels) =>
                new LumpedLevels(levels, name, [.. PositionsOf(levels.Feature.Levels, document, place).Order()]),
            (Intervals or Values, not CategoricalCells) => ToNumberLevels(document, ToNumber(document, own, place), place),
            _ => throw Invalid(place, "kind"),
        };
        if (factor?.IsUndefinedWhereMissing == true)
        {
            throw Invalid(place, "functions");
        }

        if (factor is LevelFactor level)
        {
            level.HasAllLevels = document.AllLevels ?? throw ModelReader.Absent(place + ".allLevels");
        }

        return factor;
    }

    private static NumberFactor ToNumber(FactorDocument document, FeatureCells cells, string place)
    {
        NumberFunction[] functions =
        [
            .. (document.Functions ?? []).Select((function, index) => FunctionFormat.ToFunction(
                function ?? throw ModelReader.Absent($"{place}.functions[{index}]"), $"{place}.functions[{index}]")),
        ];
        return functions.SkipLast(1).All(function => function.Width == 1)
            ? new NumberFactor(cells, functions, (document.Name ?? document.Feature!))
            : throw new ModelFormatException($"its member '{place}.functions' applies a function to several numbers");
    }

    private static NumberLevels ToNumberLevels(FactorDocument document, NumberFactor number, string place)
    {
        double[] limits = FunctionFormat.Ascending(document.Limits, place, "limits");
        string[] levels = ModelReader.Texts(document.Levels, place + ".levels");
        bool areIntervals = document.Kind == Intervals;
        int reference = document.Reference is null ? -1 : Array.IndexOf(levels, document.Reference);
        bool isKnown = document.Reference is null || reference >= 0;
        return number.Names.Count == 1 && limits.Length > 0 && levels.Length == limits.Length + (areIntervals ? 1 : 0) && isKnown
            ? new NumberLevels(number, (document.Name ?? document.Feature!), limits, areIntervals, levels, reference)
            : throw Invalid(place, "levels");
    }

    private static LevelNumbers ToLevelNumbers(FactorDocument document, TermFactor? source, LevelCoding coding, string place)
    {
        var levels = source as LevelFactor ?? throw Invalid(place, "source");
        int[] order = PositionsOf(levels.Levels, document, place);
        return order.Length == levels.Levels.Count && order.Length >= 2
            ? new LevelNumbers(levels, document.Name ?? throw ModelReader.Absent(place + ".name"), coding, order)
            : throw Invalid(place, "levels");
    }

    // The positions of the levels that a factor names, each once.
    private static int[] PositionsOf(IReadOnlyList<string> all, FactorDocument document, string place)
    {
        var positions = new Dictionary<string, int>();
        if (!all.Index().All(pair => positions.TryAdd(pair.Item, pair.Index)))
        {
            throw Invalid(place, "source");
        }

        string[] names = ModelReader.Texts(document.Levels, place + ".levels");
        return names.Distinct().Count() == names.Length && names.All(positions.ContainsKey)
            ? [.. names.Select(name => positions[name])]
            : throw Invalid(place, "levels");
    }

    private static TermDocument.FunctionDocument[]? ToDocuments(NumberFactor factor) =>
        factor.Chain.Count == 0 ? null : [.. factor.Chain.Select(FunctionFormat.ToDocument)];

    private static ModelFormatException Invalid(string place, string member) => new($"its member '{place}.{member}' is missing or invalid");
}
