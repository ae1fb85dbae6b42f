namespace LogReg.Objectives;

/// <summary>The loss near a point, to second order in the steps δ of some parameters: L + gᵀδ + ½·δᵀHδ. It keeps δ and the slope
/// there.</summary>
internal interface IQuadraticModel
{
    /// <summary>How many parameters there are.</summary>
    int Count { get; }

    /// <summary>H_jj.</summary>
    double CurvatureOf(int parameter);

    /// <summary>(g + Hδ)_j.</summary>
    double SlopeOf(int parameter);

    /// <summary>δ_j += change.</summary>
    void Move(int parameter, double change);

    /// <summary>H of all parameters, both triangles, row-major; <see langword="null"/> where it is never formed.</summary>
    double[]? Matrix { get; }

    /// <summary>Whether <see cref="Multiply"/> costs no more than the slopes of the parameters.</summary>
    bool HasProducts => false;

    /// <summary>H·v, for some of the parameters, the others being left out.</summary>
    /// <param name="parameters">Which.</param>
    /// <param name="vector">v, a value for each of them.</param>
    /// <param name="product">Room for as many values.</param>
    /// <param name="cancellationToken">A token to cancel the pass.</param>
    /// <exception cref="NotSupportedException"><see cref="HasProducts"/> is <see langword="false"/>.</exception>
    void Multiply(
        ReadOnlySpan<int> parameters, ReadOnlySpan<double> vector, Span<double> product, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
