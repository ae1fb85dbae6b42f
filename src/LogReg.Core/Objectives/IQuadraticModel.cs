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
}
