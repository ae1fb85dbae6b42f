using LogReg.Storage;

namespace LogReg.Terms;

/// <summary>How the chunks of a table become those of a design matrix.</summary>
/// <param name="Selection">The rows that take part.</param>
/// <param name="Copies">Where copies of columns are stored; <see langword="null"/> where the columns of the table may be overwritten in
/// place.</param>
/// <param name="Additions">Where columns that are not in the table are stored.</param>
/// <param name="Ones">The column of the intercept.</param>
/// <param name="DenseColumnCount">The number of dense columns after that of the intercept.</param>
/// <param name="Recodings">For each feature the result of <see cref="FeatureCells.Recoding"/>.</param>
/// <param name="CodedCells">For each feature the result of <see cref="FeatureCells.CodedCells"/>.</param>
/// <param name="IsShared">For each feature whether several terms read it, so that none may overwrite its column.</param>
internal sealed record TableEncoding(
    RowSelection Selection,
    ColumnStorage? Copies,
    ColumnStorage Additions,
    double[] Ones,
    int DenseColumnCount,
    int[][] Recodings,
    double[][] CodedCells,
    bool[] IsShared)
{
    /// <summary>Where copies of the column of a feature are stored; <see langword="null"/> where it may be overwritten in place.</summary>
    /// <param name="feature">The position of the feature.</param>
    public ColumnStorage? CopiesOf(int feature) => Copies ?? (IsShared[feature] ? Additions : null);
}
