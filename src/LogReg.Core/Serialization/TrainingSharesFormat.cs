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
        ClassScores = shares.Classes.Count == 0
            ? null
            :
            [
                .. shares.Classes.Select(own => new ClassBinsDocument
                {
                    OfClass = own.Score.Name,
                    AreaUnderRoc = double.IsNaN(own.RocAuc) ? null : own.RocAuc,
                    Score = ToDocument(own.Score with { Name = "" }),
                }),
            ],
        Cells = [.. shares.Features.Select(ToDocument)],
    };

    /// <summary>From the members of the file, absent in older files, to shares.</summary>
    /// <exception cref="ModelFormatException">A member is missing or invalid.</exception>
    public static TrainingShares? ToShares(TrainingSharesDocument? document, TermLayout layout, TargetDescription target)
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
            ToArea(document.AreaUnderRoc, "trainingShares.areaUnderRoc"),
            document.Score is null ? null : ToNumbers(document.Score, ""),
            [.. (document.Cells ?? []).Select(one => ToCounts(one ?? throw ModelReader.Absent("trainingShares.cells"), layout))])
        {
            Classes = document.ClassScores is null ? []
                : document.ClassScores.Select(one => one?.OfClass).SequenceEqual(target.Classes)
                ? [.. document.ClassScores.Select(one => ToClass(one!))]
                : throw Impossible("trainingShares.classScores.ofClass"),
        };
    }

    private static ClassShares ToClass(ClassBinsDocument document) => new(
        ToArea(document.AreaUnderRoc, "trainingShares.classScores.areaUnderRoc"),
        ToNumbers(document.Score ?? throw ModelReader.Absent("trainingShares.classScores.score"), document.OfClass!));

    private static double ToArea(double? area, string member) => area is null ? double.NaN
        : area is >= 0 and <= 1 ? area.Value
        : throw Impossible(member);

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
