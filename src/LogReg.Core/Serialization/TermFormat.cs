using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Serialization;

/// <summary>The terms of a model and the members of its file that describe them: only this class knows how each kind is written and
/// read.</summary>
internal static class TermFormat
{
    private const int MostFactors = 100;
    private const int MostExpanded = 1 << 20;

    /// <summary>The member <c>features</c> of a model file.</summary>
    /// <param name="layout">The terms of the model.</param>
    public static IReadOnlyList<FeatureDocument?> ToDocuments(TermLayout layout) => [.. layout.Features.Select(ToDocument)];

    /// <summary>The member <c>terms</c> of a model file; <see langword="null"/> if each feature is a term.</summary>
    /// <param name="layout">The terms of the model.</param>
    public static IReadOnlyList<TermDocument?>? ToTermDocuments(TermLayout layout) =>
        layout.HasOwnTerms ? [.. layout.Terms.Select(term => ToDocument(layout, term))] : null;

    /// <summary>The terms of a model file.</summary>
    /// <param name="documents">The member <c>features</c>.</param>
    /// <param name="terms">The member <c>terms</c>; <see langword="null"/> if each feature is a term.</param>
    /// <exception cref="ModelFormatException">A member is missing or invalid.</exception>
    public static TermLayout ToLayout(IReadOnlyList<FeatureDocument?> documents, IReadOnlyList<TermDocument?>? terms)
    {
        var names = new HashSet<string>();
        var features = new Feature[documents.Count];
        for (int index = 0; index < features.Length; index++)
        {
            string place = $"features[{index}]";
            FeatureDocument document = documents[index] ?? throw ModelReader.Absent(place);
            string name = document.Name ?? throw ModelReader.Absent(place + ".name");
            if (!names.Add(name))
            {
                throw new ModelFormatException($"the feature '{name}' stands there twice");
            }

            features[index] = (EnumName.TryParse(document.Type, out ColumnKind kind) ? kind : ColumnKind.Inferred) switch
            {
                ColumnKind.Numeric => ToNumeric(document, name, place),
                ColumnKind.Categorical => ToCategorical(document, name, place),
                ColumnKind.Vector => SparseFormat.ToVector(document, name, place),
                ColumnKind.Text when terms is not null => new TextFeature(name),
                _ => throw new ModelFormatException($"the feature '{name}' is of an unknown type"),
            };
        }

        return terms is null
            ? new TermLayout(features)
            : new TermLayout(features, cells => [.. terms.Select((term, place) => ToTerm(term, cells, $"terms[{place}]"))]);
    }

    private static Term ToTerm(TermDocument? document, IReadOnlyList<FeatureCells> cells, string place)
    {
        string name = document?.Name ?? throw ModelReader.Absent(place + ".name");
        if (document.Words is not null)
        {
            return SparseFormat.ToTerm(document, cells, place);
        }

        if (document.Factors is not { Count: >= 1 and <= MostFactors } documents)
        {
            throw new ModelFormatException($"its member '{place}.factors' must have 1 to {MostFactors} entries");
        }

        TermFactor?[] factors =
            [.. documents.Select((factor, index) => FactorFormat.ToFactor(factor, cells, $"{place}.factors[{index}]"))];
        if (factors is [null])
        {
            FeatureCells only = cells.First(one => one.Feature.Name == documents[0]!.Feature);
            return only.Feature is TextFeature ? throw ModelReader.Absent(place + ".words") : only.CreateTerm();
        }

        TermFactor[] known = [.. factors.Select(factor => factor ?? throw ModelReader.Absent(place + ".factors.name"))];
        LevelFactor[] levels = [.. known.OfType<LevelFactor>()];
        NumbersFactor[] numbers = [.. known.OfType<NumbersFactor>()];
        double width = numbers.Aggregate(1.0, (product, factor) => product * factor.Names.Count);
        IReadOnlyList<double> means = document.Means ?? throw ModelReader.Absent(place + ".means");
        if (!means.All(double.IsFinite))
        {
            throw InvalidMoments(place);
        }

        return levels.Length > 0
            ? ToLevelTerm(document, known, levels, means, width, place)
            : ToDerivedTerm(document, numbers, means, width, place);
    }

    private static DerivedTerm ToDerivedTerm(
        TermDocument document, NumbersFactor[] factors, IReadOnlyList<double> means, double width, string place)
    {
        IReadOnlyList<double> covariance = document.Covariances ?? throw ModelReader.Absent(place + ".covariances");
        bool isFull = means.Count <= DerivedTerm.MostCorrelated;
        return means.Count == width && covariance.Count == DerivedTerm.CovarianceCount(means.Count) && covariance.All(double.IsFinite)
            && Enumerable.Range(0, means.Count).All(row => covariance[isFull ? DerivedTerm.Packed(row, row) : row] >= 0)
                ? new DerivedTerm(document.Name!, factors, means, covariance)
                : throw InvalidMoments(place);
    }

    private static LevelTerm ToLevelTerm(
        TermDocument document, TermFactor[] factors, LevelFactor[] levels, IReadOnlyList<double> means, double width, string place)
    {
        if (document.Combinations is not IReadOnlyList<int> combinations)
        {
            return FromExpanded(document, factors, levels, means, width, place);
        }

        IReadOnlyList<double> squares = document.Squares ?? [];
        double possible = levels.Aggregate(1.0, (product, factor) => product * factor.Levels.Count);
        bool areLevels = levels.Length == factors.Length;
        double squareCount = areLevels ? 0 : combinations.Count * width * (width + 1) / 2;
        return possible <= int.MaxValue && combinations.Count > 0 && combinations.All(number => number >= 0 && number < possible)
            && combinations.Zip(combinations.Skip(1)).All(pair => pair.First < pair.Second) && means.Count == combinations.Count * width
            && squares.Count == squareCount && squares.All(double.IsFinite)
                ? new LevelTerm(document.Name!, factors, combinations, means, squares)
                : throw InvalidMoments(place);
    }

    // The first models with formulas had a mean and a variance of every combination of levels, expanded, in the order of the coefficients.
    private static LevelTerm FromExpanded(
        TermDocument document, TermFactor[] factors, LevelFactor[] levels, IReadOnlyList<double> means, double width, string place)
    {
        double count = levels.Aggregate(
            width, (product, one) => product * (one.Levels.Count - (one.HasAllLevels || one.Reference < 0 ? 0 : 1)));
        IReadOnlyList<double> covariance = document.Covariances ?? throw ModelReader.Absent(place + ".covariances");
        double possible = levels.Aggregate(1.0, (product, one) => product * one.Levels.Count);
        if (means.Count != count || possible > MostExpanded || count * (width + 1) / 2 > MostExpanded
            || covariance.Count != DerivedTerm.CovarianceCount(means.Count) || !covariance.All(double.IsFinite))
        {
            throw InvalidMoments(place);
        }

        int[] combinations =
        [
            .. Enumerable.Range(0, checked((int)LevelCombinations.CountOf(levels))).Where(
                number => LevelCombinations.HasCoefficient(levels, number)),
        ];
        int[] columns = new LevelEntries(factors, combinations).Columns;
        int size = (int)width;
        double[] squares =
        [
            .. from combination in Enumerable.Range(0, levels.Length == factors.Length ? 0 : combinations.Length)
               from row in Enumerable.Range(combination * size, size)
               from column in Enumerable.Range(combination * size, row + 1 - (combination * size))
               select Covariance(columns[row], columns[column]) + (means[columns[row]] * means[columns[column]]),
        ];
        return new LevelTerm(document.Name!, factors, combinations, [.. columns.Select(column => means[column])], squares);

        double Covariance(int row, int column) => means.Count <= DerivedTerm.MostCorrelated
            ? covariance[DerivedTerm.Packed(Math.Max(row, column), Math.Min(row, column))]
            : row == column ? covariance[row] : 0;
    }

    private static ModelFormatException InvalidMoments(string place) =>
        new($"its member '{place}' must have combinations of levels, and a mean and a variance of each of its numbers");

    private static TermDocument ToDocument(TermLayout layout, Term term)
    {
        var document = new TermDocument { Name = term.Name };
        return term switch
        {
            DerivedTerm derived => document with
            {
                Factors = [.. derived.Factors.Select(FactorFormat.ToDocument)],
                Means = derived.Means,
                Covariances = derived.Covariance,
            },
            LevelTerm levels => document with
            {
                Factors = [.. levels.Factors.Select(FactorFormat.ToDocument)],
                Combinations = levels.Combinations,
                Means = levels.Means,
                Squares = levels.Squares.Count == 0 ? null : levels.Squares,
            },
            SparseTerm { Encoder: WordEncoder } words => SparseFormat.ToDocument(document, words, layout),
            _ => document with { Factors = [new TermDocument.FactorDocument { Feature = layout.Features[term.Features[0]].Name }] },
        };
    }

    private static NumericFeature ToNumeric(FeatureDocument document, string name, string place)
    {
        double deviation = ModelReader.Finite(document.StandardDeviation, place + ".standardDeviation");
        if (deviation < 0)
        {
            throw new ModelFormatException($"the standard deviation of '{name}' is negative");
        }

        // A file of an older version has neither.
        bool hasRange = document.Minimum is not null || document.Maximum is not null;
        double minimum = hasRange ? ModelReader.Finite(document.Minimum, place + ".minimum") : 0;
        double maximum = hasRange ? ModelReader.Finite(document.Maximum, place + ".maximum") : 0;
        if (minimum > maximum)
        {
            throw new ModelFormatException($"the minimum of '{name}' is above its maximum");
        }

        if (document.MissingShare is not null and not (> 0 and < 1))
        {
            throw new ModelFormatException($"the share of missing cells of '{name}' must be more than 0 and less than 1");
        }

        return new NumericFeature(
            name,
            ModelReader.Finite(document.ImputeWith, place + ".imputeWith"),
            ModelReader.Finite(document.Mean, place + ".mean"),
            deviation)
        {
            Minimum = hasRange ? minimum : null,
            Maximum = hasRange ? maximum : null,
            MissingShare = document.MissingShare,
            DateOrder = document.DateOrder is null ? null
                : EnumName.TryParse(document.DateOrder, out DateOrder order) ? order
                : throw new ModelFormatException($"its member '{place}.dateOrder' is invalid"),
            Notation = document.Notation is null ? null : ToNotation(document.Notation, place + ".notation"),
            Quantiles = document.Quantiles is { } quantiles
                ? FunctionFormat.Quantiles(quantiles) ?? throw new ModelFormatException($"its member '{place}.quantiles' is invalid")
                : null,
        };
    }

    private static NumberNotation ToNotation(NotationDocument document, string place) =>
        document.DecimalSeparator is not (null or "." or ",") || document.ThousandsSeparator is { Length: not 1 }
            ? throw new ModelFormatException($"its member '{place}' is invalid")
            : new NumberNotation
            {
                DecimalSeparator = document.DecimalSeparator == "," ? ',' : '.',
                ThousandsSeparator = document.ThousandsSeparator?[0],
                Prefix = document.Prefix ?? "",
                Suffix = document.Suffix ?? "",
                Example = document.Example ?? "",
            };

    private static NotationDocument ToDocument(NumberNotation notation) => new()
    {
        DecimalSeparator = notation.DecimalSeparator.ToString(),
        ThousandsSeparator = notation.ThousandsSeparator?.ToString(),
        Prefix = notation.Prefix.Length > 0 ? notation.Prefix : null,
        Suffix = notation.Suffix.Length > 0 ? notation.Suffix : null,
        Example = notation.Example.Length > 0 ? notation.Example : null,
    };

    private static CategoricalFeature ToCategorical(FeatureDocument document, string name, string place)
    {
        string[] levels = ModelReader.Texts(document.Levels, place + ".levels");
        if (levels.Length == 0)
        {
            throw new ModelFormatException($"the feature '{name}' has no levels");
        }

        if (document.Reference is not null && !levels.Contains(document.Reference))
        {
            throw new ModelFormatException($"the reference of '{name}' is none of its levels");
        }

        if (document.Shares is not null
            && (document.Shares.Count != levels.Length || document.Shares.Any(share => share is not (>= 0 and <= 1))))
        {
            throw new ModelFormatException($"the shares of '{name}' must be a number from 0 to 1 for each of its levels");
        }

        return new CategoricalFeature(name, levels, document.Reference) { Shares = document.Shares };
    }

    private static FeatureDocument ToDocument(Feature feature)
    {
        var document = new FeatureDocument { Name = feature.Name, Type = EnumName.Of(feature.Kind) };
        return feature switch
        {
            NumericFeature numeric => document with
            {
                ImputeWith = numeric.ImputeWith,
                MissingShare = numeric.MissingShare,
                Mean = numeric.Mean,
                StandardDeviation = numeric.StandardDeviation,
                Minimum = numeric.Minimum,
                Maximum = numeric.Maximum,
                DateOrder = numeric.DateOrder is DateOrder order ? EnumName.Of(order) : null,
                Notation = numeric.Notation is NumberNotation notation ? ToDocument(notation) : null,
                Quantiles = numeric.Quantiles,
            },
            CategoricalFeature categorical => document with
            {
                Levels = categorical.Levels,
                Reference = categorical.Reference,
                Shares = categorical.Shares,
            },
            VectorFeature vector => document with
            {
                Indices = vector.Indices,
                Means = vector.Means,
                StandardDeviations = vector.StandardDeviations,
            },
            TextFeature => document,
            _ => throw new NotSupportedException($"A {feature.GetType().Name} has no place in a model file."),
        };
    }
}
