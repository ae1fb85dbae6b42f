namespace LogReg.Serialization;

/// <summary>Between the measures of held-out rows and the member <c>heldOut</c> of a model file.</summary>
internal static class HeldOutFormat
{
    /// <summary>From measures to the members of the file.</summary>
    public static HeldOutDocument? ToDocument(HeldOutMeasures? held, TargetDescription target) => held is null ? null : new HeldOutDocument
    {
        OfFolds = held.IsOfFolds ? true : null,
        HeldOutRows = held.Rows,
        MeanLogLoss = Finite(held.LogLoss),
        BrierScore = Finite(held.BrierScore),
        CalibrationSlope = Finite(held.CalibrationSlope),
        Rankings =
        [
            .. held.Classes.Select((own, place) => new RankingDocument
            {
                OfClass = target.ScoredClasses[place],
                AreaUnderRoc = Finite(own.RocAuc),
                RowsOfClass = (long)own.Positive,
            }),
        ],
    };

    /// <summary>From the members of the file, absent in older files, to measures.</summary>
    /// <exception cref="ModelFormatException">A member is missing or invalid.</exception>
    public static HeldOutMeasures? ToMeasures(HeldOutDocument? document, TargetDescription target)
    {
        if (document is null)
        {
            return null;
        }

        long rows = document.HeldOutRows is > 0 and <= int.MaxValue ? document.HeldOutRows.Value : throw Impossible("heldOut.heldOutRows");
        IReadOnlyList<RankingDocument?> rankings = document.Rankings ?? throw ModelReader.Absent("heldOut.rankings");
        return rankings.Select(one => one?.OfClass).SequenceEqual(target.ScoredClasses)
            ? new HeldOutMeasures(
                document.OfFolds ?? false,
                rows,
                document.MeanLogLoss ?? double.NaN,
                document.BrierScore ?? double.NaN,
                document.CalibrationSlope ?? double.NaN,
                [.. rankings.Select(one => ToRanking(one!, rows))])
            : throw Impossible("heldOut.rankings.ofClass");
    }

    private static ClassRanking ToRanking(RankingDocument document, long rows)
    {
        long own = document.RowsOfClass is long count && count >= 0 && count <= rows
            ? count
            : throw Impossible("heldOut.rankings.rowsOfClass");
        return document.AreaUnderRoc is null or (>= 0 and <= 1)
            ? new ClassRanking(document.AreaUnderRoc ?? double.NaN, own, rows - own)
            : throw Impossible("heldOut.rankings.areaUnderRoc");
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static ModelFormatException Impossible(string member) => new($"its member '{member}' has an impossible value");
}
