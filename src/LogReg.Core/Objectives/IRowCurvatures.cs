using LogReg.Design;

namespace LogReg.Objectives;

/// <summary>The curvature of every row at a point, which passes multiply by.</summary>
internal interface IRowCurvatures
{
    /// <summary>The diagonal of the Hessian, all columns of each equation.</summary>
    /// <param name="cancellationToken">A token to cancel the pass.</param>
    PassAccumulator Squares(CancellationToken cancellationToken);

    /// <summary>The Hessian times a vector.</summary>
    /// <param name="vector">The vector, all columns of each equation.</param>
    /// <param name="cancellationToken">A token to cancel the pass.</param>
    PassAccumulator Product(double[] vector, CancellationToken cancellationToken);

    /// <summary>The columns with the widest categorical feature set apart, where factoring the Hessian that way saves products; else
    /// <see langword="null"/>.</summary>
    ArrowDesign? Arrow => null;

    /// <summary>The Hessian of the columns of <see cref="Arrow"/>'s core.</summary>
    /// <param name="cancellationToken">A token to cancel the pass.</param>
    /// <exception cref="NotSupportedException">No feature is set apart.</exception>
    PassAccumulator CoreGram(CancellationToken cancellationToken) => throw new NotSupportedException("No feature is set apart.");

    /// <summary>Adds the products of <see cref="Arrow"/>'s tail with its core, row after row.</summary>
    /// <param name="border">The sums so far.</param>
    /// <param name="scale">What each curvature is multiplied by.</param>
    /// <param name="cancellationToken">A token to cancel the pass.</param>
    /// <exception cref="NotSupportedException">No feature is set apart.</exception>
    void AddToBorder(double[][] border, double scale, CancellationToken cancellationToken) =>
        throw new NotSupportedException("No feature is set apart.");
}
