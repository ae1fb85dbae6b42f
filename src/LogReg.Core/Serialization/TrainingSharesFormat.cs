using LogReg.Terms;

namespace LogReg.Serialization;

/// <summary>Between the shares of the training rows and the member <c>trainingShares</c> of a model file.</summary>
internal static class TrainingSharesFormat
{
    /// <summary>From shares to the members of the file.</summary>
    public static TrainingSharesDocument? ToDocument(TrainingShares? shares) => shares is null ? null : new TrainingSharesDocument
    {
        SampledRows = shares.Rows,
        AreaUnderRoc = double.IsNaN(shares.RocAuc) ? null : shares.RocAuc,
        Score = shares.Score is null ? null : ToDocument(shares.Score),
        Cells = [.. shares.Features.Select(ToDocument)],
    };

    /// <summary>From the members of the file, absent in older files, to shares.</summary>
    /// <exception cref="ModelFormatException">A member is missing or invalid.</exception>
    public static TrainingShares? ToShares(TrainingSharesDocument? document, TermLayout layout)
    {
        if (document is null)
        {
            return null;
        }

        long rows = document.SampledRows is > 0 and <= int.MaxValue
            ? document.SampledRows.Value
            : throw Impossible("trainingShares.sampledRows");
        return new TrainingShares(
            rows,
            document.AreaUnderRoc is null ? double.NaN
                : document.AreaUnderRoc is >= 0 and <= 1 ? document.AreaUnderRoc.Value
                : throw Impossible("trainingShares.areaUnderRoc"),
            document.Score is null ? null : ToNumbers(document.Score, ""),
            [.. (document.Cells ?? []).Select(one => ToCounts(one ?? throw ModelReader.Absent("trainingShares.cells"), layout))]);
    }

    private static BinsDocument ToDocument(BinCounts counts) => new()
    {
        OfFeature = counts.Name.Length == 0 ? null : counts.Name,
        Limits = counts.Limits,
        Counts = Array.ConvertAll(counts.Counts, count => (double)count),
        MissingCount = counts.Missing == 0 ? null : counts.Missing,
    };

    private static BinCounts ToCounts(BinsDocument document, TermLayout layout)
    {
        string name = document.OfFeature ?? throw ModelReader.Absent("trainingShares.cells.ofFeature");
        return layout.Features.FirstOrDefault(feature => feature.Name == name) switch
        {
            NumericFeature => ToNumbers(document, name),
            CategoricalFeature categorical when document.Limits is null
                && document.Counts?.Length == categorical.Levels.Count(level => level != Feature.MissingLevel) =>
                new BinCounts(name, null, ToCounts(document), ToMissing(document)),
            _ => throw Impossible("trainingShares.cells.ofFeature"),
        };
    }

    private static BinCounts ToNumbers(BinsDocument document, string name)
    {
        double[] limits = document.Limits ?? throw ModelReader.Absent("limits");
        bool isRising = limits.All(double.IsFinite) && limits.Zip(limits.Skip(1), (left, right) => left < right).All(own => own);
        return isRising && document.Counts?.Length == limits.Length + 1
            ? new BinCounts(name, limits, ToCounts(document), ToMissing(document))
            : throw Impossible("limits");
    }

    private static long[] ToCounts(BinsDocument document) => Array.ConvertAll(
        document.Counts!,
        count => count is >= 0 and <= int.MaxValue && count == Math.Floor(count) ? (long)count : throw Impossible("counts"));

    private static long ToMissing(BinsDocument document) =>
        document.MissingCount is null or (>= 0 and <= int.MaxValue)
            ? document.MissingCount ?? 0
            : throw Impossible("missingCount");

    private static ModelFormatException Impossible(string member) => new($"its member '{member}' has an impossible value");
}
