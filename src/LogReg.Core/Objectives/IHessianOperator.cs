namespace LogReg.Objectives;

/// <summary>The Hessian H at a point, known by its products with vectors: nothing of the size p × p is formed.</summary>
internal interface IHessianOperator
{
    /// <summary>The diagonal of H, p values, none negative, as the scale of the parameters; where the equations of all classes could drift together, the mean over the equations,
    /// with which they do not.</summary>
    /// <param name="cancellationToken">Ends the pass early.</param>
    double[] Preconditioner(CancellationToken cancellationToken);

    /// <summary>H·v, from one pass over the data.</summary>
    /// <param name="vector">v, p values.</param>
    /// <param name="product">Room for p values.</param>
    /// <param name="cancellationToken">Ends the pass early.</param>
    void Multiply(ReadOnlySpan<double> vector, Span<double> product, CancellationToken cancellationToken);
}
