using LogReg.Evaluation;

namespace LogReg.Estimation;

/// <summary>The outcome of cross-validation, and the plan of the final fit to all rows.</summary>
/// <param name="Plan">The plan with λ, α and the threshold in place, and nothing left to choose.</param>
/// <param name="Validation">The performance of the models.</param>
/// <param name="Warnings">Warnings about it.</param>
internal sealed record CrossValidationOutcome(FitPlan Plan, CrossValidation Validation, IReadOnlyList<FitWarning> Warnings)
{
    /// <summary>The cross-validation of a model: of a fixed one, only the fit to all rows tells how many coefficients are not 0.</summary>
    /// <param name="parameters">The model's parameters, the equations one after the other, each with its intercept first.</param>
    /// <param name="equationLength">The length of an equation.</param>
    public CrossValidation Of(ReadOnlySpan<double> parameters, int equationLength)
    {
        if (Validation.ChoosesLambda)
        {
            return Validation;
        }

        int count = 0;
        for (int parameter = 0; parameter < parameters.Length; parameter++)
        {
            count += parameter % equationLength != 0 && parameters[parameter] != 0 ? 1 : 0;
        }

        return Validation with { Points = [Validation.Points[0] with { NonZeroCount = count }] };
    }
}
