namespace LogReg.Serialization;

/// <summary>How a model file records the handling of missing cells.</summary>
internal static class MissingNames
{
    public static MissingDocument ToDocument(MissingSummary missing) => new()
    {
        Handling = EnumName.Of(missing.Handling),
        Reason = EnumName.Of(missing.Reason),
        Rows = missing.Rows,
        IncompleteRows = missing.IncompleteRows,
        ImputedCells = missing.ImputedCells == 0 ? null : missing.ImputedCells,
        Lost = missing.Lost,
    };

    /// <exception cref="ModelFormatException">A member is missing or invalid.</exception>
    public static MissingSummary ToSummary(MissingDocument document)
    {
        MissingHandling handling = MemberNames.Value<MissingHandling>(document.Handling, "training.missing.handling");
        MissingReason reason = MemberNames.Value<MissingReason>(document.Reason, "training.missing.reason");
        long rows = document.Rows is >= 0 and long count ? count : throw Wrong("rows", "a number of rows");
        if (document.ImputedCells is < 0)
        {
            throw Wrong("imputedCells", "a number of cells");
        }

        return document.IncompleteRows is < 0 || document.IncompleteRows > rows
            ? throw Wrong("incompleteRows", "a number of rows, and no more than there are")
            : new MissingSummary(handling, reason)
            {
                Rows = rows,
                IncompleteRows = document.IncompleteRows,
                ImputedCells = document.ImputedCells ?? 0,
                Lost = document.Lost,
            };
    }

    private static ModelFormatException Wrong(string member, string expected) =>
        new($"its member 'training.missing.{member}' must be {expected}");
}
