using LogReg.Design;

namespace LogReg.Objectives;

/// <summary>
/// The questions about a log-likelihood that need all rows: each is a pass whose sums follow one tree over the chunks of the rows, wherever
/// the rows are. Coefficients are those of all columns of the design matrix, the equations one after the other.
/// </summary>
internal interface IRowPasses
{
    /// <summary>What all rows amount to.</summary>
    RowTotals Totals { get; }

    /// <summary>Which columns have a parameter.</summary>
    ColumnMap Columns { get; }

    /// <summary>How many equations there are: one for two classes; of K classes K − 1 with a reference class, else K.</summary>
    int EquationCount { get; }

    /// <summary>Σ w·loss, the counts of saturated and misclassified rows, the gradient and, if it is wanted, the Hessian.</summary>
    /// <param name="coefficients">The point.</param>
    /// <param name="withHessian">Whether the Hessian is wanted.</param>
    /// <param name="cancellationToken">A token to cancel the pass.</param>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    PassAccumulator Evaluate(double[] coefficients, bool withHessian, CancellationToken cancellationToken);

    /// <summary>Σ s·x² of each column, with the curvature s of two classes at a point; of several classes, where s is the same for every
    /// row at equal probabilities, Σ w·x² of one equation.</summary>
    /// <param name="coefficients">The point.</param>
    /// <param name="cancellationToken">A token to cancel the pass.</param>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    PassAccumulator Squares(double[] coefficients, CancellationToken cancellationToken);

    /// <summary>The curvature of every row at a point, for products with the Hessian.</summary>
    /// <param name="coefficients">The point.</param>
    /// <param name="cancellationToken">A token to cancel the pass.</param>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    IRowCurvatures CurvaturesAt(double[] coefficients, CancellationToken cancellationToken);

    /// <summary>Whether every row of two classes is strictly on its own class's side without its offset.</summary>
    /// <param name="coefficients">The point.</param>
    bool SeparatesWithoutOffset(double[] coefficients);
}
