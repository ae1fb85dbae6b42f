using LogReg.Numerics;

namespace LogReg.Objectives;

/// <summary>The curvature of every row at a point, which passes multiply by.</summary>
internal interface IRowCurvatures
{
    /// <summary>The diagonal of the Hessian, all columns of each equation.</summary>
    /// <param name="cancellationToken">A token to cancel the pass.</param>
    PassSums Squares(CancellationToken cancellationToken);

    /// <summary>The Hessian times a vector.</summary>
    /// <param name="vector">The vector, all columns of each equation.</param>
    /// <param name="cancellationToken">A token to cancel the pass.</param>
    PassSums Product(double[] vector, CancellationToken cancellationToken);

    /// <summary>A system nearer to the Hessian than its diagonal; <see langword="null"/> where there is none.</summary>
    /// <param name="diagonal">The diagonal of the Hessian of the objective, the penalty included.</param>
    /// <param name="cancellationToken">A token to cancel the passes.</param>
    ILinearSystem? Preconditioner(double[] diagonal, CancellationToken cancellationToken);
}
