using LogReg.Terms;

namespace LogReg.Serialization;

/// <summary>Vectors and the words of texts as members of a model file.</summary>
internal static class SparseFormat
{
    /// <summary>A feature of vectors.</summary>
    /// <param name="document">The entry of the member <c>features</c>.</param>
    /// <param name="name">The name of the feature.</param>
    /// <param name="place">The entry, for messages.</param>
    /// <exception cref="ModelFormatException">A member is missing or invalid.</exception>
    public static VectorFeature ToVector(FeatureDocument document, string name, string place)
    {
        IReadOnlyList<int> indices = document.Indices ?? throw ModelReader.Absent(place + ".indices");
        SparseMoments moments = ToMoments(document.Means, document.StandardDeviations, indices.Count, isStandardised: true, place);
        return indices.Count > 0 && AreAscending(indices)
            ? new VectorFeature(name, indices, moments.Means, moments.StandardDeviations)
            : throw new ModelFormatException($"the indices of '{name}' must be whole numbers in ascending order");
    }

    /// <summary>A term of words.</summary>
    /// <param name="document">The entry of the member <c>terms</c>.</param>
    /// <param name="cells">The cells of the features.</param>
    /// <param name="place">The entry, for messages.</param>
    /// <exception cref="ModelFormatException">A member is missing or invalid.</exception>
    public static SparseTerm ToTerm(TermDocument document, IReadOnlyList<FeatureCells> cells, string place)
    {
        TermDocument.WordsDocument words = document.Words!;
        if (document.Factors is not [{ Feature: string feature }]
            || cells.FirstOrDefault(one => one.Feature.Name == feature) is not SparseCells { Feature: TextFeature } own)
        {
            throw new ModelFormatException($"its member '{place}.factors' must be one text");
        }

        IReadOnlyList<long> counts = words.Counts ?? throw ModelReader.Absent(place + ".words.counts");
        long rows = words.Rows ?? throw ModelReader.Absent(place + ".words.rows");
        if (counts.Count == 0 || !counts.All(count => count >= 0 && count <= rows)
            || words.Grams is not (>= 1 and <= TextOptions.MostGrams) || words.Minimum is not >= 1)
        {
            throw new ModelFormatException($"its member '{place}.words' is invalid");
        }

        var options = new TextOptions(words.Grams.Value, words.Minimum.Value, words.Most ?? 0, words.Bits ?? 0);
        return new SparseTerm(
            document.Name!,
            own,
            ToEncoder(words, options, counts, rows, place),
            ToMoments(document.Means, document.StandardDeviations, counts.Count, isStandardised: false, place));
    }

    /// <summary>The members of a term of words.</summary>
    /// <param name="document">The entry of the member <c>terms</c>.</param>
    /// <param name="term">The term.</param>
    /// <param name="layout">The terms of the model.</param>
    public static TermDocument ToDocument(TermDocument document, SparseTerm term, TermLayout layout)
    {
        var encoder = (WordEncoder)term.Encoder;
        return document with
        {
            Factors = [new TermDocument.FactorDocument { Feature = layout.Features[term.Features[0]].Name }],
            Means = term.Moments.Means,
            StandardDeviations = term.Moments.StandardDeviations,
            Words = new TermDocument.WordsDocument
            {
                Grams = encoder.Options.Grams,
                Minimum = encoder.Options.Minimum,
                Most = encoder.Options.Most == 0 ? null : encoder.Options.Most,
                Bits = encoder.Options.Bits == 0 ? null : encoder.Options.Bits,
                Rows = encoder.RowCount,
                Texts = encoder.Texts,
                Buckets = encoder.Buckets,
                Counts = encoder.Counts,
            },
        };
    }

    private static WordEncoder ToEncoder(
        TermDocument.WordsDocument words, TextOptions options, IReadOnlyList<long> counts, long rows, string place)
    {
        if (options.Bits == 0)
        {
            string[] texts = ModelReader.Texts(words.Texts, place + ".words.texts");
            return texts.Length == counts.Count
                ? WordEncoder.OfTexts(options, texts, counts, rows)
                : throw new ModelFormatException($"its member '{place}.words' must have a count of each text");
        }

        IReadOnlyList<int> buckets = words.Buckets ?? throw ModelReader.Absent(place + ".words.buckets");
        return options.Bits is >= TextOptions.FewestBits and <= TextOptions.MostBits && buckets.Count == counts.Count
            && AreAscending(buckets) && buckets[^1] < 1 << options.Bits
                ? WordEncoder.OfBuckets(options, buckets, counts, rows)
                : throw new ModelFormatException($"its member '{place}.words.buckets' is invalid");
    }

    private static SparseMoments ToMoments(
        IReadOnlyList<double>? means, IReadOnlyList<double>? deviations, int count, bool isStandardised, string place)
    {
        _ = means ?? throw ModelReader.Absent(place + ".means");
        _ = deviations ?? throw ModelReader.Absent(place + ".standardDeviations");
        return means.Count == count && deviations.Count == count && means.All(double.IsFinite)
            && deviations.All(deviation => double.IsFinite(deviation) && deviation >= 0)
                ? new SparseMoments(means, deviations, isStandardised)
                : throw new ModelFormatException($"its member '{place}' must have a mean and a standard deviation of each of its columns");
    }

    private static bool AreAscending(IReadOnlyList<int> numbers)
    {
        int last = -1;
        foreach (int number in numbers)
        {
            if (number <= last)
            {
                return false;
            }

            last = number;
        }

        return true;
    }
}
