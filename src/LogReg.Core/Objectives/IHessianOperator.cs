using LogReg.Numerics;

namespace LogReg.Objectives;

/// <summary>The Hessian H at a point, known by its products with vectors: nothing of the size p × p is formed.</summary>
internal interface IHessianOperator
{
    /// <summary>The diagonal of H, p values, none negative, as the scale of the parameters; where the equations of all classes could drift
    /// together, the mean over the equations, with which they do not.</summary>
    /// <param name="cancellationToken">A token to cancel the pass.</param>
    double[] Diagonal(CancellationToken cancellationToken);

    /// <summary>A preconditioner: an approximation of H with which a system can be solved directly. The closer it is to H, the fewer
    /// products a step takes. By default the diagonal of H.</summary>
    /// <param name="cancellationToken">Ends the passes early.</param>
    ILinearSystem Preconditioner(CancellationToken cancellationToken)
    {
        double[] diagonal = Diagonal(cancellationToken);
        MakePositive(diagonal);
        return new DiagonalSystem(diagonal);
    }

    /// <summary>Replaces the entries of a diagonal that are not above 0. What no row tells apart has no curvature, and its gradient is 0
    /// too: any scale does.</summary>
    /// <param name="diagonal">The diagonal.</param>
    static void MakePositive(double[] diagonal)
    {
        for (int parameter = 0; parameter < diagonal.Length; parameter++)
        {
            diagonal[parameter] = diagonal[parameter] > 0 ? diagonal[parameter] : 1;
        }
    }

    /// <summary>H·v, from one pass over the data.</summary>
    /// <param name="vector">v, p values.</param>
    /// <param name="product">Room for p values.</param>
    /// <param name="cancellationToken">A token to cancel the pass.</param>
    void Multiply(ReadOnlySpan<double> vector, Span<double> product, CancellationToken cancellationToken);
}
