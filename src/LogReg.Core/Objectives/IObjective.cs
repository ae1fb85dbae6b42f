namespace LogReg.Objectives;

/// <summary>A function of p parameters to minimise: all that a solver sees of the model and the data.</summary>
internal interface IObjective
{
    /// <summary>p.</summary>
    int ParameterCount { get; }

    /// <summary>The value, the gradient and, when asked for, the Hessian, from one pass over the data.</summary>
    /// <param name="parameters">The point: p values.</param>
    /// <param name="gradient">Room for p values.</param>
    /// <param name="hessian">Room for p × p values, row-major, of which the lower triangle is set; empty when it is not wanted.</param>
    /// <param name="cancellationToken">A token to cancel the pass.</param>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    ObjectiveEvaluation Evaluate(
        ReadOnlySpan<double> parameters, Span<double> gradient, Span<double> hessian, CancellationToken cancellationToken);

    /// <summary>The diagonal of the Hessian, by which a solver that does not form the Hessian can scale its steps. All ones unless
    /// overridden.</summary>
    /// <param name="parameters">The point: p values.</param>
    /// <param name="diagonal">Room for p values; none may be negative.</param>
    /// <param name="cancellationToken">A token to cancel the pass.</param>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    void HessianDiagonal(ReadOnlySpan<double> parameters, Span<double> diagonal, CancellationToken cancellationToken) => diagonal.Fill(1);

    /// <summary>The Hessian at a point, for a solver that multiplies by it without forming it.</summary>
    /// <param name="parameters">The point: p values.</param>
    /// <param name="cancellationToken">A token to cancel the pass.</param>
    /// <exception cref="NotSupportedException">The objective has none to offer.</exception>
    IHessianOperator HessianAt(ReadOnlySpan<double> parameters, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{GetType().Name} has no products with its Hessian.");
}
