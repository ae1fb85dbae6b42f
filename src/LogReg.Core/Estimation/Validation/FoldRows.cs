namespace LogReg.Estimation;

/// <summary>The two sides of a fold.</summary>
/// <param name="Training">The rows that its models are fitted to.</param>
/// <param name="HeldOut">The rows that they are evaluated on.</param>
internal sealed record FoldRows(RowSet Training, RowSet HeldOut)
{
    /// <summary>Splits rows by a fold.</summary>
    /// <param name="rows">All rows.</param>
    /// <param name="folds">The fold of each.</param>
    /// <param name="fold">The fold, from 0.</param>
    public static FoldRows Of(RowSet rows, FoldAssignment folds, int fold) => new(
        rows.Where([.. folds.FoldOf.Select(other => other != fold)]), rows.Where([.. folds.FoldOf.Select(other => other == fold)]));
}
