using LogReg.Design;

namespace LogReg.Objectives;

/// <summary>An objective whose gradient is a sum over rows: row i adds r_ik·x_i to that of equation k.</summary>
internal interface IResidualSource : IObjective
{
    /// <summary>The rows.</summary>
    ClassificationData Data { get; }

    /// <summary>The number of equations.</summary>
    int EquationCount { get; }

    /// <summary>r_ik = w_i(μ_ik − y_ik) of a block's rows.</summary>
    /// <param name="block">The rows.</param>
    /// <param name="coefficients">The equations' coefficients, one after the other, all columns of the design matrix.</param>
    /// <param name="residuals">Room for <see cref="RowBlock.Capacity"/> values for each equation, the equations one after the other.</param>
    void ComputeResiduals(RowBlock block, ReadOnlySpan<double> coefficients, Span<double> residuals);
}
